package dev.wireproof.catalogue.properties;

import dev.wireproof.rig.explore.Case;
import dev.wireproof.rig.fault.FaultRule;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WindowPropertiesTest {
    private static final WindowedTransfer TRANSFER = new WindowedTransfer();
    private static final TwoWayStreams STREAMS = new TwoWayStreams();
    private static final ReceivedText RECEIVED = new ReceivedText();
    private static final SegmentSchedules SCHEDULES = new SegmentSchedules();

    @Property(tries = 200)
    void anyTransferStaysInsideTheWindow(@ForAll("transfers") Case<TransferStep> one) {
        Cases.hold(TRANSFER, one);
    }

    @Provide
    Arbitrary<Case<TransferStep>> transfers() {
        return Cases.of(TRANSFER);
    }

    @Property(tries = 100)
    void bothStreamsArriveUnchanged(@ForAll("streams") Case<FaultRule> one) {
        Cases.hold(STREAMS, one);
    }

    @Provide
    Arbitrary<Case<FaultRule>> streams() {
        return Cases.of(STREAMS);
    }

    @Property(tries = 200)
    void receiverTakesWhatLiesInItsWindow(@ForAll("arrivals") Case<ArrivalStep> one) {
        Cases.hold(RECEIVED, one);
    }

    @Provide
    Arbitrary<Case<ArrivalStep>> arrivals() {
        return Cases.of(RECEIVED);
    }

    @Property(tries = 300)
    void anySegmentsMakeTheStream(@ForAll("schedules") Case<PieceStep> one) {
        Cases.hold(SCHEDULES, one);
    }

    @Provide
    Arbitrary<Case<PieceStep>> schedules() {
        return Cases.of(SCHEDULES);
    }
}
