package dev.wireproof.rig.scenario;

import dev.wireproof.core.sim.Blocking;
import dev.wireproof.rig.scenario.ScenarioResult.Outcome;
import java.util.List;

/**
 * One run of a ladder or a lab, from the first statement to hosts that are taken down and have leaked nothing, and what it left.
 *
 * @param message empty when it passed; otherwise complete: what was expected, what came, the ladder so far
 * @param proofs clauses that its assertions named before it ended
 * @param lines the ladder in words, with the run's steps
 * @param virtualNanos how long it lasted in its own time
 */
public record Trial(Outcome outcome, String message, Trace trace, List<String> proofs, List<String> lines, long virtualNanos) {
    /** Begins the message of a skipped run that could not be judged; see {@link Target#notJudged}. */
    public static final String NOT_JUDGED = "not judged: ";

    private static final int FRAMES_SHOWN = 12;

    /** What happens in the run. */
    public interface Body<R> {
        void run(R rig) throws Throwable;
    }

    /** Runs a ladder on a host under test that the caller closes. */
    public static Trial ofLadder(Target target, Body<Ladder> body) {
        Ladder ladder = new Ladder(target);
        Ending ending = end(() -> {
            body.run(ladder);
            ladder.finish();
        });
        String stalled = ending.outcome == Outcome.PASSED ? null : target.notJudged();
        Ending last = stalled == null ? ending : new Ending(Outcome.SKIPPED, NOT_JUDGED + stalled + "\n" + ending.message);
        List<String> lines = List.copyOf(ladder.lines());
        return new Trial(last.outcome, last.withLadder(lines), ladder.trace(), List.copyOf(ladder.proofs()), lines, target.now());
    }

    /** Runs a ladder on a built-in host of its own. */
    public static Trial ofLadder(RunSetup setup, Body<Ladder> body) {
        try (Target target = new BuiltIn().open(setup)) {
            return ofLadder(target, body);
        }
    }

    /** Runs a lab. */
    public static Trial ofLab(RunSetup setup, Body<Lab> body) {
        try (Lab lab = new Lab(setup)) {
            Ending ending = end(() -> {
                body.run(lab);
                lab.finish();
            });
            List<String> lines = List.copyOf(lab.lines());
            return new Trial(ending.outcome, ending.withLadder(lines), lab.trace(), List.copyOf(lab.proofs()), lines, lab.now());
        }
    }

    public boolean passed() {
        return outcome == Outcome.PASSED;
    }

    /** Neither passed nor failed: the host under test lacks something. */
    public boolean skipped() {
        return outcome == Outcome.SKIPPED;
    }

    /** The trial itself, or when it passed and the monitors object to a frame, its failure. */
    public Trial watched() {
        String objections = passed() ? MonitorCheck.objections(trace) : "";
        if (objections.isEmpty()) {
            return this;
        }
        return new Trial(Outcome.FAILED, new Ending(Outcome.FAILED, objections).withLadder(lines), trace, proofs, lines, virtualNanos);
    }

    private static Ending end(Step body) {
        try {
            body.run();
            return new Ending(Outcome.PASSED, "");
        } catch (ScenarioSkipped e) {
            return new Ending(Outcome.SKIPPED, e.getMessage());
        } catch (ScenarioFailure | Blocking.Deadlock e) {
            return new Ending(Outcome.FAILED, e.getMessage());
        } catch (Throwable e) {
            return new Ending(Outcome.ERROR, describe(e));
        }
    }

    private static String describe(Throwable e) {
        StringBuilder text = new StringBuilder(e.toString());
        StackTraceElement[] stack = e.getStackTrace();
        for (int i = 0; i < Math.min(FRAMES_SHOWN, stack.length) && !isBelowScenario(stack[i]); i++) {
            text.append("\n    at ").append(stack[i]);
        }
        return e.getCause() == null ? text.toString() : text + "\n  caused by " + describe(e.getCause());
    }

    /** True from the call on that started a scenario's method: what follows is the same for every scenario. */
    private static boolean isBelowScenario(StackTraceElement frame) {
        return frame.getClassName().startsWith("jdk.internal.reflect.") || frame.getClassName().startsWith("java.lang.reflect.");
    }

    private interface Step {
        void run() throws Throwable;
    }

    private record Ending(Outcome outcome, String message) {
        private static final String LADDER = "ladder so far:";

        /** The message; a failure or error that does not show the ladder yet gets it. */
        String withLadder(List<String> lines) {
            boolean bad = outcome == Outcome.FAILED || outcome == Outcome.ERROR;
            return !bad || lines.isEmpty() || message.contains(LADDER) ? message : message + "\n" + LADDER + "\n  " + String.join("\n  ", lines);
        }
    }
}
