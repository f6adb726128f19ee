package dev.wireproof.rig.report;

import dev.wireproof.rig.scenario.ScenarioResult;
import java.util.Locale;

/** A run as JUnit XML, the form that CI servers read. */
public final class JunitXml {
    private JunitXml() {}

    public static String of(RunRecord run) {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.append("<testsuite name=\"wireproof\" tests=\"").append(run.entries().size())
                .append("\" failures=\"").append(run.failed())
                .append("\" skipped=\"").append(run.skipped()).append("\">\n");
        for (RunRecord.Entry e : run.entries()) {
            ScenarioResult r = e.result();
            out.append("  <testcase classname=\"").append(escape(r.scenario().area())).append("\" name=\"")
                    .append(escape(r.scenario().name())).append("\" time=\"")
                    .append(String.format(Locale.ROOT, "%.3f", e.wallMillis() / 1000.0)).append('"');
            switch (r.outcome()) {
                case PASSED -> out.append("/>\n");
                case SKIPPED -> out.append("><skipped message=\"").append(escape(r.message())).append("\"/></testcase>\n");
                default -> out.append("><failure message=\"").append(escape(r.message().lines().findFirst().orElse("")))
                        .append("\">").append(escape(r.message() + "\nreplay: ./harness replay " + e.replay()))
                        .append("</failure></testcase>\n");
            }
        }
        return out.append("</testsuite>\n").toString();
    }

    /** Escapes text for XML; characters that XML 1.0 forbids become a replacement mark. */
    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (char c : text.toCharArray()) {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default -> out.append(c < 0x20 && c != '\n' && c != '\t' ? '\uFFFD' : c);
            }
        }
        return out.toString();
    }
}
