package dev.wireproof.meta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.sim.Event;
import dev.wireproof.rig.scenario.BuiltIn;
import dev.wireproof.rig.scenario.Lab;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.ScenarioMethod;
import dev.wireproof.rig.scenario.ScenarioResult;
import dev.wireproof.rig.scenario.ScenarioRunner;
import dev.wireproof.rig.scenario.Scenarios;
import dev.wireproof.support.ProjectFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A scenario leaves nothing behind: its runner looks into the hosts, and this test looks for threads. */
class LeakTest {

    /** How long a task that was told to end may be on its way out. */
    private static final long GRACE_MILLIS = 2_000;

    /** A scenario that goes while an event of it is still queued. */
    public static final class Canary {
        @Scenario(id = "canary/leaves-an-event")
        public void leavesAnEvent(Lab lab) {
            lab.host("a");
            lab.loop().schedule(new Event(() -> { }), Long.MAX_VALUE / 2);
        }
    }

    @Test
    void whatAScenarioLeavesInItsHostsFailsIt() {
        ScenarioResult result = run(Scenarios.of(Canary.class).get("canary/leaves-an-event"));
        assertEquals(ScenarioResult.Outcome.FAILED, result.outcome());
        assertTrue(result.message().startsWith("leaked: a: timers or events still queued"), result.message());
    }

    @Test
    void noScenarioLeavesAThreadRunning() throws InterruptedException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Scenarios.onClassPath().all().forEach(LeakTest::run);
        assertEquals(List.of(), newcomers(before, GRACE_MILLIS));
    }

    @Test
    void aThreadLeftRunningIsSeen() throws InterruptedException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Thread left = new Thread(() -> {
            synchronized (before) {
                assertTrue(Thread.holdsLock(before));
            }
        }, "left running");
        synchronized (before) {
            left.start();
            assertEquals(List.of("left running"), newcomers(before, 1));
        }
        left.join();
    }

    private static ScenarioResult run(ScenarioMethod scenario) {
        return new ScenarioRunner(new BuiltIn()).run(scenario, ProjectFiles.seed(), null);
    }

    private static List<String> newcomers(Set<Thread> before, long graceMillis) throws InterruptedException {
        List<String> names = new ArrayList<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!before.contains(thread)) {
                thread.join(graceMillis);
                if (thread.isAlive()) {
                    names.add(thread.getName());
                }
            }
        }
        return names;
    }
}
