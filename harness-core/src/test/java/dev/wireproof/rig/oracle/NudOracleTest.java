package dev.wireproof.rig.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.rig.oracle.NudOracle.Action;
import dev.wireproof.rig.oracle.NudOracle.Arrival;
import dev.wireproof.rig.oracle.NudOracle.Settings;
import dev.wireproof.rig.oracle.NudOracle.State;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NudOracleTest {
    private static final int A = 0xA;
    private static final int B = 0xB;
    private final NudOracle entry = new NudOracle(Settings.defaults(20_000));

    @Test
    void anUnansweredResolutionAsksThreeTimesAndFailsAfterThreeSeconds() {
        var actions = new ArrayList<>(entry.send(0));
        actions.addAll(entry.silence(2_999));
        assertEquals("0 BROADCAST_REQUEST 0, 1000 BROADCAST_REQUEST 0, 2000 BROADCAST_REQUEST 0", text(actions));
        assertEquals("3000 UNREACHABLE 0", text(entry.silence(3_000)));
        assertEquals(State.FAILED, entry.state());
    }

    @Test
    void aPacketToAFailedEntryAsksAgainAtOnce() {
        entry.send(0);
        entry.silence(3_000);
        assertEquals("3001 BROADCAST_REQUEST 0", text(entry.send(3_001)));
        assertEquals(State.INCOMPLETE, entry.state());
    }

    @Test
    void theReplyReleasesTheWaitingPacketsInOrder() {
        entry.send(0);
        entry.send(10);
        assertEquals("20 PACKET 10, 20 PACKET 10", text(entry.arrives(20, Arrival.UNICAST_REPLY, A)));
        assertEquals(State.REACHABLE, entry.state());
    }

    @Test
    void anEntryUsedWhileStaleIsProbedAfterFiveSecondsAndFailsAfterEight() {
        entry.arrives(0, Arrival.REQUEST_FOR_US, A);
        assertEquals(State.STALE, entry.state());
        assertEquals("100000 PACKET 10", text(entry.send(100_000)));
        assertEquals(State.DELAY, entry.state());
        assertEquals("105000 UNICAST_REQUEST 10, 106000 UNICAST_REQUEST 10, 107000 UNICAST_REQUEST 10",
                text(entry.silence(107_999)));
        assertEquals(State.PROBE, entry.state());
        entry.silence(108_000);
        assertEquals(State.FAILED, entry.state());
    }

    @Test
    void reachableEndsTenMillisecondsAfterItsTimeBecauseTheBoundIsIncluded() {
        entry.send(0);
        entry.arrives(0, Arrival.UNICAST_REPLY, A);
        entry.silence(20_009);
        assertEquals(State.REACHABLE, entry.state());
        entry.silence(20_010);
        assertEquals(State.STALE, entry.state());
    }

    @Test
    void anEntryUsedJustBeforeItsTimeEndsGoesToDelay() {
        var brief = new NudOracle(new Settings(3_000, 3_000, 5_000, 1_000, 3, 3, 1_000));
        brief.send(0);
        brief.arrives(0, Arrival.UNICAST_REPLY, A);
        brief.silence(3_010);
        assertEquals(State.DELAY, brief.state());
    }

    @Test
    void packetsThroughAReachableEntryDoNotCountAsUse() {
        entry.send(0);
        entry.arrives(0, Arrival.UNICAST_REPLY, A);
        entry.send(19_000);
        entry.silence(20_010);
        assertEquals(State.STALE, entry.state());
    }

    @Test
    void aConfirmationDuringDelayLeadsBackToReachable() {
        entry.arrives(0, Arrival.REQUEST_FOR_US, A);
        entry.send(10_000);
        entry.confirmed(12_000);
        assertEquals("", text(entry.silence(15_000)));
        assertEquals(State.REACHABLE, entry.state());
        entry.silence(32_010);
        assertEquals(State.STALE, entry.state());
    }

    @Test
    void aConfirmationAloneDoesNotWakeAStaleEntry() {
        entry.arrives(0, Arrival.REQUEST_FOR_US, A);
        entry.confirmed(1_000);
        assertEquals(State.STALE, entry.state());
    }

    @Test
    void theReplyToAProbeLeadsBackToReachable() {
        entry.arrives(0, Arrival.REQUEST_FOR_US, A);
        entry.send(10_000);
        entry.silence(15_000);
        entry.arrives(15_001, Arrival.UNICAST_REPLY, A);
        assertEquals(State.REACHABLE, entry.state());
    }

    @Test
    void gratuitousArpReplacesTheMacAtOnceAndCreatesNothing() {
        entry.arrives(0, Arrival.GRATUITOUS, A);
        assertEquals(State.NONE, entry.state());
        entry.send(1);
        entry.arrives(2, Arrival.UNICAST_REPLY, A);
        entry.arrives(3, Arrival.GRATUITOUS, B);
        assertEquals(State.STALE, entry.state());
        assertEquals(B, entry.mac());
    }

    @Test
    void gratuitousArpWithTheKnownMacChangesNothing() {
        entry.send(0);
        entry.arrives(1, Arrival.UNICAST_REPLY, A);
        entry.arrives(2, Arrival.GRATUITOUS, A);
        assertEquals(State.REACHABLE, entry.state());
    }

    @Test
    void anotherMacInAReplyWaitsOutTheLockTime() {
        entry.send(0);
        entry.arrives(0, Arrival.UNICAST_REPLY, A);
        entry.arrives(1_000, Arrival.UNICAST_REPLY, B);
        assertEquals(A, entry.mac());
        entry.arrives(1_001, Arrival.UNICAST_REPLY, B);
        assertEquals(B, entry.mac());
    }

    @Test
    void theChangeToDelayStartsTheLockTimeAnew() {
        entry.arrives(0, Arrival.REQUEST_FOR_US, A);
        entry.send(1_500);
        entry.arrives(1_600, Arrival.UNICAST_REPLY, B);
        assertEquals(A, entry.mac());
        assertEquals(State.DELAY, entry.state());
    }

    @Test
    void aRefusedReplyStillConfirms() {
        entry.arrives(0, Arrival.REQUEST_FOR_US, A);
        entry.send(1_500);
        entry.arrives(1_600, Arrival.UNICAST_REPLY, B);
        entry.silence(6_500);
        assertEquals(State.REACHABLE, entry.state());
    }

    @Test
    void staleNewsForAnIncompleteEntrySendsWhatWaitsAndDelays() {
        entry.send(0);
        assertEquals("10 PACKET 10", text(entry.arrives(10, Arrival.GRATUITOUS, A)));
        assertEquals(State.DELAY, entry.state());
    }

    private static String text(List<Action> actions) {
        return actions.stream().map(action -> action.atMillis() + " " + action.kind() + " " + action.mac())
                .collect(Collectors.joining(", "));
    }
}
