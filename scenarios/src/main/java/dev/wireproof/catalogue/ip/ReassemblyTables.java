package dev.wireproof.catalogue.ip;

import static dev.wireproof.catalogue.ip.Fragments.*;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.FragmentSpec;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;
import java.util.List;

/** The examples that RFC 791 and RFC 815 print, and the smallest variations of them. */
public class ReassemblyTables {
    @Scenario(id = "ip-fragment/rfc-791-appendix-a",
            rfc = {"791-3.2-g", "791-3.2-a", "815-3-b"},
            confirmedBy = {"example:RFC 791 appendix A", "kernel:6.18.44"})
    public void theDatagramOfExampleTwoArrivesInItsTwoFragments(Ladder it) {
        SutSocket receiver = receiver(it);
        byte[] whole = datagram(it, 444);
        it.in(now(), fragment(UDP, 0, 256).of(whole).id(111).ttl(119));
        nothing(it, receiver);
        it.in(now(), lastFragment(UDP, 256, 452).of(whole).id(111).ttl(119));
        delivered(it, receiver, 444);
        it.step("and whole, as it was sent");
        it.in(now(), lastFragment(UDP, 0, 452).of(whole).id(111).ttl(123));
        delivered(it, receiver, 444);
    }

    @Scenario(id = "ip-fragment/rfc-815-orders", needs = Capability.COUNTERS,
            rfc = {"815-3-a", "815-3-b", "791-3.2-g"},
            confirmedBy = {"example:RFC 815 hole lists", "kernel:6.18.44"})
    public void everyOrderOfThreeFragmentsMakesOneDatagram(Ladder it) {
        SutSocket receiver = receiver(it);
        byte[] whole = datagram(it, DATA);
        int id = 100;
        for (List<Integer> order : List.of(List.of(0, 1, 2), List.of(0, 2, 1), List.of(1, 0, 2), List.of(1, 2, 0), List.of(2, 0, 1),
                List.of(2, 1, 0))) {
            id++;
            List<FragmentSpec> three = List.of(p(whole, id), q(whole, id), r(whole, id));
            it.in(now(), three.get(order.get(0)));
            nothing(it, receiver);
            it.in(now(), three.get(order.get(1)));
            nothing(it, receiver);
            it.in(now(), three.get(order.get(2)));
            delivered(it, receiver, DATA).proves("IP-6/any-order");
        }
        counts(it, "Ip.ReasmReqds", 18);
        counts(it, "Ip.ReasmOKs", 6);
        counts(it, "Ip.ReasmFails", 0);
        counts(it, "Ip.InDelivers", 6).proves("IP-3/reassemble-before-local-in");
    }

    @Scenario(id = "ip-fragment/rfc-815-duplicate", needs = Capability.COUNTERS,
            rfc = {"815-3-c", "815-3-b"},
            confirmedBy = {"example:RFC 815 hole lists", "kernel:6.18.44"})
    public void aFragmentThatComesTwiceChangesNothing(Ladder it) {
        SutSocket receiver = receiver(it);
        byte[] whole = datagram(it, DATA);
        it.in(now(), q(whole, 9));
        it.in(now(), q(whole, 9));
        it.in(now(), p(whole, 9));
        it.in(now(), p(whole, 9));
        nothing(it, receiver);
        it.in(now(), r(whole, 9));
        delivered(it, receiver, DATA).proves("IP-6/duplicates");
        counts(it, "Ip.ReasmReqds", 5);
        counts(it, "Ip.ReasmFails", 0);
    }

    @Scenario(id = "ip-fragment/contained-in-a-run", malformed = true, needs = Capability.COUNTERS,
            rfc = "815-3-c",
            confirmedBy = {"rfc:815-3-c", "kernel:6.18.44"})
    public void aFragmentWhollyInsideWhatHasArrivedIsIgnoredAndTheFirstOctetsStay(Ladder it) {
        SutSocket receiver = receiver(it);
        byte[] whole = datagram(it, DATA);
        it.in(now(), p(whole, 9));
        it.in(now(), q(whole, 9));
        it.step("octets 0 to 15 once more in one piece, and 8 to 15, both of zeros");
        it.in(now(), fragment(UDP, 0, 16).contents(new byte[16]).id(9));
        it.in(now(), fragment(UDP, 8, 16).contents(new byte[8]).id(9));
        it.in(now(), r(whole, 9));
        delivered(it, receiver, DATA).proves("IP-6/duplicates");
        counts(it, "Ip.ReasmFails", 0);
    }

    @Scenario(id = "ip-fragment/across-two-runs", needs = Capability.COUNTERS,
            rfc = "815-3-c",
            confirmedBy = "kernel:6.18.44")
    public void aFragmentOverTwoRunsThatTouchIsAnOverlap(Ladder it) {
        SutSocket receiver = receiver(it);
        byte[] whole = datagram(it, DATA);
        it.step("pieces that came in order are one run, those that filled a gap stay apart");
        it.in(now(), q(whole, 9));
        it.in(now(), p(whole, 9));
        it.in(now(), fragment(UDP, 0, 16).of(whole).id(9));
        counts(it, "IpExt.ReasmOverlaps", 1).proves("IP-6/duplicates", "IP-6/overlap");
        it.in(now(), r(whole, 9));
        nothing(it, receiver);
    }

    @Scenario(id = "ip-fragment/overlap-discards", needs = Capability.COUNTERS,
            rfc = "815-3-c",
            confirmedBy = {"example:RFC 815 hole lists", "kernel:6.18.44"})
    public void anOverlapDiscardsAllThatHasArrived(Ladder it) {
        SutSocket receiver = receiver(it);
        byte[] whole = datagram(it, DATA);
        it.in(now(), fragment(UDP, 0, 16).of(whole).id(9));
        it.in(now(), lastFragment(UDP, 8, 24).of(whole).id(9));
        nothing(it, receiver);
        counts(it, "IpExt.ReasmOverlaps", 1);
        counts(it, "Ip.ReasmFails", 1).proves("IP-6/overlap");
        it.step("what comes later begins anew, and completes when all of it comes");
        it.in(now(), r(whole, 9));
        nothing(it, receiver);
        it.in(now(), fragment(UDP, 0, 16).of(whole).id(9));
        delivered(it, receiver, DATA);
        counts(it, "Ip.ReasmOKs", 1);
    }

    @Scenario(id = "ip-fragment/overlap-accepted", profile = "textbook",
            rfc = "815-3-a",
            confirmedBy = {"example:RFC 815 hole lists", "rfc:815-3-a"})
    public void inTheTextbookAnOverlapFillsTheHoleThatIsLeft(Ladder it) {
        SutSocket receiver = receiver(it);
        byte[] whole = datagram(it, DATA);
        it.in(now(), fragment(UDP, 0, 16).of(whole).id(9));
        nothing(it, receiver);
        it.in(now(), lastFragment(UDP, 8, 24).of(whole).id(9));
        delivered(it, receiver, DATA).proves("IP-6/overlap");
    }

    @Scenario(id = "ip-fragment/five-hundred-seventy-six",
            rfc = {"791-3.2-h", "1122-3.3.2-a"},
            confirmedBy = {"rfc:791-3.2-h", "kernel:6.18.44"})
    public void aDatagramOfTheSizeThatEveryHostMustTakeArrivesInSmallestPieces(Ladder it) {
        SutSocket receiver = receiver(it);
        byte[] whole = datagram(it, 548);
        for (int from = 0; from < 552; from += 8) {
            it.in(now(), fragment(UDP, from, from + 8).of(whole).id(9));
        }
        nothing(it, receiver);
        it.in(now(), lastFragment(UDP, 552, 556).of(whole).id(9));
        delivered(it, receiver, 548);
    }
}
