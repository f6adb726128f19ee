package dev.wireproof.rig.scenario;

import java.util.function.Consumer;

/** Runs a ladder written in a test, to its end. */
public final class LadderRun {
    private LadderRun() {}

    public static void run(Target target, Consumer<Ladder> body) {
        try (target) {
            Ladder ladder = new Ladder(target);
            body.accept(ladder);
            ladder.finish();
        }
    }
}
