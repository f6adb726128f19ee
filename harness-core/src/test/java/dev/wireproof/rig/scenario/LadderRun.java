package dev.wireproof.rig.scenario;

import java.util.function.Consumer;

/** Runs a ladder written in a test, to its end. */
public final class LadderRun {
    private LadderRun() {}

    /** A failure while the machine stalled says nothing about the host, and is only told; see {@link Target#notJudged}. */
    public static void run(Target target, Consumer<Ladder> body) {
        try (target) {
            Ladder ladder = new Ladder(target);
            try {
                body.accept(ladder);
                ladder.finish();
            } catch (ScenarioFailure e) {
                if (target.notJudged() == null) {
                    throw e;
                }
                System.out.println("not judged: " + target.notJudged() + ": " + e.getMessage());
            }
        }
    }
}
