package dev.wireproof.catalogue.tcp.ecn;

import static dev.wireproof.catalogue.tcp.ecn.EcnOpening.*;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** The receiver of marks: which mark is echoed, and until when (RFC 3168 section 6.1.3). */
public class CongestionSeen {
    @Scenario(id = "tcp-ecn/ce-is-echoed-until-cwr", needs = {Capability.SYSCTLS, Capability.COUNTERS},
            rfc = {"3168-6.1.3-a", "3168-6.1.3-c", "3168-6.1.1-f", "3168-5.2-a"},
            confirmedBy = {"rfc:3168-6.1.3-a", "kernel:6.18.44"})
    public void everyAcknowledgementEchoesUntilThePeerSaysCwr(Ladder it) {
        SutSocket conn = EcnOpening.passive(it);
        it.in(now(), data(1, 1001).ack(1).tos(ECT0));
        it.out(now(), ack(1, 1001).tos(NOT_ECT));
        it.in(after(ms(1)), data(1001, 2001).ack(1).tos(CE));
        it.out(now(), ack(1, 2001).ece().tos(NOT_ECT)).proves("TCP-13/ce-echoed");
        it.in(after(ms(1)), data(2001, 3001).ack(1).tos(ECT0));
        it.out(now(), ack(1, 3001).ece()).proves("TCP-13/ce-echoed");
        it.step("the host's own data echoes too");
        conn.write(bytes(100));
        it.out(now(), data(1, 101).psh().ack(3001).ece().tos(ECT0));
        it.in(after(ms(1)), ack(3001, 101).tos(NOT_ECT));
        it.in(after(ms(1)), data(3001, 4001).ack(101).cwr().tos(ECT0));
        it.out(now(), ack(101, 4001)).proves("TCP-13/ce-echoed");
        it.step("until the next mark");
        it.in(after(ms(1)), data(4001, 5001).ack(101).tos(CE));
        it.out(now(), ack(101, 5001).ece());
        it.step("CWR on a segment that is marked itself ends one echo and begins the next");
        it.in(after(ms(1)), data(5001, 6001).ack(101).cwr().tos(CE));
        it.out(now(), ack(101, 6001).ece());
        it.in(after(ms(1)), ack(6001, 101).cwr());
        it.in(after(ms(1)), data(6001, 7001).ack(101).tos(ECT0));
        it.out(now(), ack(101, 7001));
        it.equal("marked packets", 3L, it.sut().counter("IpExt.InCEPkts"));
        it.equal("ECT(0) packets", 4L, it.sut().counter("IpExt.InECT0Pkts"));
    }

    @Scenario(id = "tcp-ecn/delayed-acknowledgement-echoes", needs = Capability.SYSCTLS,
            rfc = "3168-6.1.3-b",
            confirmedBy = {"rfc:3168-6.1.3-b", "kernel:6.18.44"})
    public void anAcknowledgementOfTwoSegmentsEchoesTheMarkOfOne(Ladder it) {
        SutSocket conn = EcnOpening.passive(it);
        conn.option("TCP_QUICKACK", 0);
        it.in(now(), data(1, 1001).ack(1).tos(ECT0));
        it.in(after(ms(1)), data(1001, 2001).ack(1).tos(CE));
        it.out(now(), ack(1, 2001).ece()).proves("TCP-13/ce-echoed");
    }

    @Scenario(id = "tcp-ecn/marks-out-of-order-and-out-of-window", needs = Capability.SYSCTLS,
            rfc = "3168-6.1.5-b",
            confirmedBy = {"rfc:3168-6.1.5-b", "kernel:6.18.44"})
    public void aMarkCountsAheadOfAHoleButNotOutsideTheWindow(Ladder it) {
        EcnOpening.passive(it);
        it.in(now(), data(200_001, 201_001).ack(1).tos(CE));
        it.out(now(), ack(1, 1));
        it.in(after(ms(1)), data(1, 1001).ack(1).tos(ECT0));
        it.out(now(), ack(1, 1001));
        it.step("text that came before");
        it.in(after(ms(1)), data(1, 1001).ack(1).tos(CE));
        it.out(now(), ack(1, 1001));
        it.step("text ahead of a hole");
        it.in(after(ms(1)), data(2001, 3001).ack(1).tos(CE));
        it.out(now(), ack(1, 1001).ece());
        it.in(after(ms(1)), data(1001, 2001).ack(1).tos(ECT0));
        it.out(now(), ack(1, 3001).ece()).proves("TCP-13/ce-echoed");
    }

    @Scenario(id = "tcp-ecn/text-without-ect", needs = Capability.SYSCTLS,
            confirmedBy = "kernel:6.18.44")
    public void textWithoutEctAfterTextWithItIsAcknowledgedQuickly(Ladder it) {
        SutSocket conn = EcnOpening.passive(it);
        it.in(now(), data(1, 1001).ack(1).tos(ECT0));
        it.out(now(), ack(1, 1001));
        conn.option("TCP_QUICKACK", 0);
        it.in(after(ms(1)), data(1001, 2001).ack(1).tos(NOT_ECT));
        it.out(now(), ack(1, 2001));
    }

    @Scenario(id = "tcp-ecn/marks-without-agreement", needs = Capability.SYSCTLS,
            rfc = "3168-6.1.1-c",
            confirmedBy = "kernel:6.18.44")
    public void withoutAgreementMarksSayNothing(Ladder it) {
        SutSocket conn = dev.wireproof.catalogue.tcp.Opening.passive(it);
        it.in(now(), data(1, 1001).ack(1).tos(CE));
        it.out(now(), ack(1, 1001));
        it.in(after(ms(1)), data(1001, 2001).ack(1).ece().cwr().tos(CE));
        it.out(now(), ack(1, 2001));
        conn.write(bytes(100));
        it.out(now(), data(1, 101).psh().ack(2001).tos(NOT_ECT)).proves("TCP-13/not-negotiated");
        it.in(after(ms(1)), ack(2001, 101).ece());
        conn.write(bytes(100));
        it.out(now(), data(101, 201).psh().ack(2001).tos(NOT_ECT)).proves("TCP-13/not-negotiated");
    }
}
