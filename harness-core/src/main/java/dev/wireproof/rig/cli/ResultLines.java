package dev.wireproof.rig.cli;

import dev.wireproof.rig.report.RunRecord;
import dev.wireproof.rig.scenario.ReplayToken;
import dev.wireproof.rig.scenario.ScenarioResult;
import java.io.PrintWriter;

/** One line a result while a run goes on, and the summary behind it. */
final class ResultLines {
    private final PrintWriter out;
    private final boolean silent;
    private final int total;
    private final Paint paint = Paint.forTerminal();
    private int done;

    ResultLines(PrintWriter out, boolean silent, int total) {
        this.out = out;
        this.silent = silent;
        this.total = total;
    }

    void print(Session.Ran ran) {
        done++;
        if (silent) {
            return;
        }
        ScenarioResult r = ran.result();
        String count = paint.grey("[" + done + "/" + total + "] ");
        switch (r.outcome()) {
            case PASSED -> out.println(count + paint.green("pass ") + r.scenario().id());
            case SKIPPED -> out.println(count + "skip " + r.scenario().id() + ": " + r.message());
            default -> {
                out.println(count + paint.red(r.outcome() == ScenarioResult.Outcome.ERROR ? "ERROR " : "FAIL ") + r.scenario().id()
                        + " (" + r.scenario().where() + ")");
                out.println("  " + r.message().replace("\n", "\n  "));
                if (ran.capture() != null) {
                    out.println("  capture  " + Home.shown(ran.capture()));
                }
                out.println("  replay   ./harness replay " + new ReplayToken(r.scenario().id(), r.profile(), r.seed()));
            }
        }
        out.flush();
    }

    void summary(RunRecord record, String report) {
        String text = record.passed() + " passed, " + record.failed() + " failed, " + record.skipped() + " skipped";
        out.println(record.isGood() ? paint.green(text) : paint.red(text));
        out.println("seed " + record.seed() + ", report " + report);
    }
}
