package dev.wireproof.catalogue.properties;

import dev.wireproof.rig.explore.Property;
import dev.wireproof.rig.explore.PropertyCatalogue;
import java.util.List;

/** The properties that come with Wireproof, area by area. */
public final class WireproofProperties implements PropertyCatalogue {
    @Override
    public List<Property<?>> properties() {
        return List.of(
                new FragmentSchedules(),
                new FragmentGeometry(),
                new NudWalks(),
                new NudUnderLoss(),
                new ReuseportChoices(),
                new ReuseportBalance(),
                new TextbookRecovery(),
                new SackRecovery(),
                new LinuxRecovery(),
                new RetransmissionTimes(),
                new WindowedTransfer(), new ReceivedText(),
                new TwoWayStreams(),
                new SegmentSchedules(),
                new StatePrograms(),
                new BothEnds());
    }
}
