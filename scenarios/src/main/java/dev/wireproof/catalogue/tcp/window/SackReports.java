package dev.wireproof.catalogue.tcp.window;

import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;
import dev.wireproof.rig.scenario.TcpSpec;

/** What a receiver reports by SACK and D-SACK, with the numbers of the examples of RFC 2018 and RFC 2883. */
public class SackReports {
    private static final int SEGMENT = 500;

    /** A connection with SACK on which everything before {@code next} has arrived. */
    private static SutSocket receivedUpTo(Ladder it, int next) {
        SutSocket conn = passive(it, listener(it), syn(0).mss(1460).sackPermitted(), 65_535);
        int edge = 1;
        while (edge < next) {
            int end = Math.min(next, edge + 1000);
            arrives(it, edge, end);
            it.out(now(), ack(1, end).noOptions());
            edge = end;
        }
        return conn;
    }

    private static void arrives(Ladder it, int from, int to) {
        it.in(after(ms(1)), data(from, to).ack(1));
    }

    /** A segment of 500 octets. */
    private static void arrives(Ladder it, int from) {
        arrives(it, from, from + SEGMENT);
    }

    private static TcpSpec acks(int number) {
        return ack(1, number);
    }

    private static TcpSpec plain(int number) {
        return ack(1, number).noOptions();
    }

    @Scenario(id = "tcp-window/rfc-2018-last-four-lost",
            rfc = "2018-7-c1",
            confirmedBy = {"rfc:2018-7-c1", "example:RFC 2018 section 7", "kernel:6.18.44"})
    public void theLastFourOfEightLostNeedNoBlock(Ladder it) {
        receivedUpTo(it, 5000);
        for (int from = 5000; from < 7000; from += SEGMENT) {
            arrives(it, from);
            it.out(now(), plain(from + SEGMENT)).proves("TCP-7/sack-blocks");
        }
        it.quiet(ms(10));
    }

    @Scenario(id = "tcp-window/rfc-2018-first-lost",
            rfc = {"2018-7-c2", "2018-4-d"},
            confirmedBy = {"rfc:2018-7-c2", "example:RFC 2018 section 7", "kernel:6.18.44"})
    public void theFirstOfEightLostLeavesOneGrowingBlock(Ladder it) {
        receivedUpTo(it, 5000);
        for (int from = 5500; from < 9000; from += SEGMENT) {
            arrives(it, from);
            it.out(now(), acks(5000).sack(5500, from + SEGMENT)).proves("TCP-7/sack-blocks");
        }
        arrives(it, 5000);
        it.out(now(), plain(9000));
    }

    @Scenario(id = "tcp-window/rfc-2018-holes-filled",
            rfc = {"2018-7-c3", "2018-4-d", "2018-4-f", "6582-5", "5681-3.2-b"},
            confirmedBy = {"rfc:2018-7-c3", "example:RFC 2018 section 7", "kernel:6.18.44"})
    public void theHolesOfEverySecondLostAreFilledFromTheMiddle(Ladder it) {
        receivedUpTo(it, 5000);
        arrives(it, 5000);
        it.out(now(), plain(5500));
        arrives(it, 6000);
        it.out(now(), acks(5500).sack(6000, 6500));
        arrives(it, 7000);
        it.out(now(), acks(5500).sack(7000, 7500).sack(6000, 6500));
        arrives(it, 8000);
        it.out(now(), acks(5500).sack(8000, 8500).sack(7000, 7500).sack(6000, 6500));
        it.step("the fourth: its run grows together and comes first");
        arrives(it, 6500);
        it.out(now(), acks(5500).sack(6000, 7500).sack(8000, 8500)).proves("TCP-7/sack-blocks");
        it.step("the second: the ACK moves, what is left is reported at once");
        arrives(it, 5500);
        it.out(now(), acks(7500).sack(8000, 8500)).proves("TCP-7/sack-blocks");
    }

    @Scenario(id = "tcp-window/rfc-2883-duplicate",
            rfc = {"2883-4-1", "2883-4-2"},
            confirmedBy = {"rfc:2883-4-1", "example:RFC 2883 examples 1 and 5.1", "kernel:6.18.44"})
    public void aDuplicateBelowTheAckIsReportedOnce(Ladder it) {
        receivedUpTo(it, 3000);
        arrives(it, 3000);
        it.out(now(), plain(3500));
        arrives(it, 3500);
        it.out(now(), plain(4000));
        arrives(it, 3000);
        it.out(now(), acks(4000).sack(3000, 3500)).proves("TCP-7/dsack");
        arrives(it, 4000);
        it.out(now(), plain(4500)).proves("TCP-7/dsack");
    }

    @Scenario(id = "tcp-window/rfc-2883-gap-and-duplicate",
            rfc = {"2883-4-1", "2883-4-4"},
            confirmedBy = {"rfc:2883-4-4", "example:RFC 2883 examples 2 and 3", "kernel:6.18.44"})
    public void aDuplicateWhileThereIsAGap(Ladder it) {
        receivedUpTo(it, 4000);
        arrives(it, 4500);
        it.out(now(), acks(4000).sack(4500, 5000));
        it.step("below the ACK: the duplicate, then the run above the gap");
        arrives(it, 3000);
        it.out(now(), acks(4000).sack(3000, 3500).sack(4500, 5000)).proves("TCP-7/dsack");
        arrives(it, 5000);
        it.out(now(), acks(4000).sack(4500, 5500));
        it.step("above the gap: the duplicate, then the run that holds it");
        arrives(it, 5000);
        it.out(now(), acks(4000).sack(5000, 5500).sack(4500, 5500)).proves("TCP-7/dsack");
    }

    @Scenario(id = "tcp-window/rfc-2883-partial-duplicate",
            rfc = "2883-4.2-a",
            confirmedBy = {"rfc:2883-4.2-a", "example:RFC 2883 example 4", "kernel:6.18.44"})
    public void onlyTheFirstDuplicatePartOfALargerSegmentIsReported(Ladder it) {
        receivedUpTo(it, 500);
        arrives(it, 500);
        it.out(now(), plain(1000));
        arrives(it, 2000);
        it.out(now(), acks(1000).sack(2000, 2500));
        arrives(it, 1000);
        it.out(now(), acks(1500).sack(2000, 2500));
        arrives(it, 1000, 2000);
        it.out(now(), acks(2500).sack(1000, 1500)).proves("TCP-7/dsack");
    }

    @Scenario(id = "tcp-window/rfc-2883-two-duplicates-below",
            rfc = {"2883-4.2-a", "2883-4-4"},
            confirmedBy = {"rfc:2883-4.2-a", "example:RFC 2883 example 5", "kernel:6.18.44"})
    public void ofTwoDuplicatePartsTheFirstIsReported(Ladder it) {
        receivedUpTo(it, 500);
        arrives(it, 500);
        it.out(now(), plain(1000));
        arrives(it, 3000);
        it.out(now(), acks(1000).sack(3000, 3500));
        arrives(it, 1000);
        it.out(now(), acks(1500).sack(3000, 3500));
        arrives(it, 2000);
        it.out(now(), acks(1500).sack(2000, 2500).sack(3000, 3500));
        arrives(it, 1000, 2500);
        it.out(now(), acks(2500).sack(1000, 1500).sack(3000, 3500)).proves("TCP-7/dsack");
    }

    @Scenario(id = "tcp-window/rfc-2883-two-duplicates-above",
            rfc = {"2883-4-3", "2883-4-4"},
            confirmedBy = {"rfc:2883-4-3", "example:RFC 2883 example 6 where touching runs are one, as RFC 2018 allows", "kernel:6.18.44"})
    public void duplicatePartsThatTouchAreOne(Ladder it) {
        receivedUpTo(it, 500);
        arrives(it, 500);
        it.out(now(), plain(1000));
        it.in(after(ms(1)), data(3500, 4000).ack(1).lostBefore(5));
        it.out(now(), acks(1000).sack(3500, 4000));
        arrives(it, 1500);
        it.out(now(), acks(1000).sack(1500, 2000).sack(3500, 4000));
        arrives(it, 2000);
        it.out(now(), acks(1000).sack(1500, 2500).sack(3500, 4000));
        arrives(it, 1500, 3000);
        it.out(now(), acks(1000).sack(1500, 2500).sack(1500, 3000).sack(3500, 4000)).proves("TCP-7/dsack");
        arrives(it, 1000);
        it.out(now(), acks(3000).sack(3500, 4000));
        arrives(it, 3000);
        it.out(now(), plain(4000));
    }

    @Scenario(id = "tcp-window/rfc-2883-reordering",
            rfc = {"2883-4-1", "2883-4-2"},
            confirmedBy = {"rfc:2883-4-1", "example:RFC 2883 example 5.2", "kernel:6.18.44"})
    public void aLateSegmentAndItsNeedlessRetransmission(Ladder it) {
        receivedUpTo(it, 500);
        arrives(it, 500);
        it.out(now(), plain(1000));
        for (int from = 1500; from < 3000; from += SEGMENT) {
            arrives(it, from);
            it.out(now(), acks(1000).sack(1500, from + SEGMENT));
        }
        arrives(it, 1000);
        it.out(now(), plain(3000));
        arrives(it, 1000);
        it.out(now(), acks(3000).sack(1000, 1500)).proves("TCP-7/dsack");
    }

    @Scenario(id = "tcp-window/rfc-2883-all-acks-lost",
            rfc = "2883-4-1",
            confirmedBy = {"rfc:2883-4-1", "example:RFC 2883 examples 5.3 and 5.4", "kernel:6.18.44"})
    public void retransmissionsOfATimeoutThatWasNotNeededAreReportedOneByOne(Ladder it) {
        receivedUpTo(it, 500);
        for (int from = 500; from < 2500; from += SEGMENT) {
            arrives(it, from);
            it.out(now(), plain(from + SEGMENT));
        }
        it.step("after a timeout of the sender");
        it.in(after(seconds(1)), data(500, 1000).ack(1));
        it.out(now(), acks(2500).sack(500, 1000)).proves("TCP-7/dsack");
        arrives(it, 1000);
        it.out(now(), acks(2500).sack(1000, 1500)).proves("TCP-7/dsack");
    }

    @Scenario(id = "tcp-window/dsack-of-an-old-timestamp",
            rfc = "2883-4.3-a",
            confirmedBy = {"rfc:2883-4.3-a", "kernel:6.18.44"})
    public void aDuplicateThatPawsRejectsIsReportedToo(Ladder it) {
        SutSocket listener = listener(it);
        it.in(now(), syn(0).mss(1000).sackPermitted().ts(1000));
        it.out(now(), synAck(0, 1).echoes(1000));
        it.in(after(ms(10)), ack(1, 1).ts(1010));
        listener.accept();
        it.in(after(ms(10)), data(1, 501).ack(1).ts(1020));
        it.out(now(), ack(1, 501).echoes(1020));
        it.in(after(ms(10)), data(1, 501).ack(1).ts(900));
        it.out(now(), ack(1, 501).echoes(1020).sack(1, 501)).proves("TCP-7/dsack");
    }

    @Scenario(id = "tcp-window/three-blocks-beside-timestamps",
            rfc = {"2018-4-e", "2018-4-f"},
            confirmedBy = {"rfc:2018-4-e", "kernel:6.18.44"})
    public void timestampsLeaveRoomForThreeBlocks(Ladder it) {
        SutSocket listener = listener(it);
        it.in(now(), syn(0).mss(1000).sackPermitted().ts(1000));
        it.out(now(), synAck(0, 1).echoes(1000));
        it.in(after(ms(10)), ack(1, 1).ts(1010));
        listener.accept();
        for (int n = 1; n <= 3; n++) {
            it.in(after(ms(10)), data(2000 * n, 2000 * n + 500).ack(1).ts(1020));
            it.out(now(), n == 1 ? acks(1).sack(2000, 2500) : n == 2 ? acks(1).sack(4000, 4500).sack(2000, 2500)
                    : acks(1).sack(6000, 6500).sack(4000, 4500).sack(2000, 2500));
        }
        it.in(after(ms(10)), data(8000, 8500).ack(1).ts(1020));
        it.out(between(ms(0), ms(1)), acks(1).sack(8000, 8500).sack(6000, 6500).sack(4000, 4500)).proves("TCP-7/sack-blocks");
        it.step("the oldest block is still known: it comes back when it grows");
        it.in(after(ms(10)), data(2500, 3000).ack(1).ts(1020));
        it.out(between(ms(0), ms(1)), acks(1).sack(2000, 3000).sack(8000, 8500).sack(6000, 6500)).proves("TCP-7/sack-blocks");
    }
}
