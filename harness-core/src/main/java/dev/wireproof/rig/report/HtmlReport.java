package dev.wireproof.rig.report;

import dev.wireproof.rig.capture.LadderText;
import dev.wireproof.rig.scenario.ScenarioResult;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;

/** A run as one HTML file that needs nothing else: summary, links to failures and areas, a row a scenario, and its ladder, message, steps and capture below. */
public final class HtmlReport {
    private static final String STYLE = """
            body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:80rem;padding:0 1rem;color:#1c2430;background:#fbfbfa}
            h1{font-size:1.5rem;margin:0 0 .3rem}h2{font-size:1.1rem;margin:2rem 0 .5rem}.sum{color:#556}
            p.fail{margin:.1rem 0}.fail a{color:inherit}.pass{color:#17703a}.fail,.error{color:#b3261e;font-weight:600}.skip{color:#7a6a00}
            details{border:1px solid #d9dce1;border-radius:6px;margin:.35rem 0;background:#fff}
            summary{cursor:pointer;padding:.45rem .7rem;display:flex;gap:.8rem;align-items:baseline;flex-wrap:wrap}
            summary .id{font-family:ui-monospace,monospace;min-width:26rem}summary .what{color:#445;flex:1}summary .n{color:#778;font-size:.85em}
            .in{padding:.2rem .9rem .9rem}pre{background:#f4f5f7;padding:.7rem;border-radius:4px;overflow-x:auto;font-size:12.5px;line-height:1.4}pre.fail,pre.error,pre.skip{white-space:pre-wrap}
            code{font-family:ui-monospace,monospace;font-size:.92em}.tags code{background:#eef1f6;border-radius:3px;padding:0 .3em;margin-right:.3em}
            """;

    private HtmlReport() {}

    /**
     * @param folder where the report will lie, so that links to captures are relative
     */
    public static String of(RunRecord run, Path folder) {
        StringBuilder out = new StringBuilder("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Wireproof run</title><style>");
        out.append(STYLE).append("</style><h1>Wireproof run</h1><p class=\"sum\"><span class=\"pass\">").append(run.passed())
                .append(" passed</span>, <span class=\"").append(run.failed() > 0 ? "fail" : "").append("\">").append(run.failed())
                .append(" failed</span>, ").append(run.skipped()).append(" skipped. Target ").append(escape(run.target()))
                .append(", seed ").append(run.seed()).append(".</p>\n");
        contents(out, run);
        String area = "";
        for (RunRecord.Entry e : run.entries()) {
            if (!e.result().scenario().area().equals(area)) {
                area = e.result().scenario().area();
                out.append("<h2 id=\"").append(escape(area)).append("\">").append(escape(area)).append("</h2>\n");
            }
            entry(out, e, folder);
        }
        return out.append("</html>\n").toString();
    }

    /** Links to what failed, then to the areas with their numbers of scenarios. */
    private static void contents(StringBuilder out, RunRecord run) {
        TreeMap<String, Integer> areas = new TreeMap<>();
        for (RunRecord.Entry e : run.entries()) {
            areas.merge(e.result().scenario().area(), 1, Integer::sum);
            if (!e.result().isGood()) {
                String id = escape(e.result().scenario().id());
                out.append("<p class=\"fail\"><a href=\"#").append(id).append("\">").append(id).append("</a></p>\n");
            }
        }
        out.append("<p class=\"sum\">");
        areas.forEach((area, count) -> out.append("<a href=\"#").append(escape(area)).append("\">").append(escape(area)).append("</a> ")
                .append(count).append(" &nbsp; "));
        out.append("</p>\n");
    }

    private static void entry(StringBuilder out, RunRecord.Entry e, Path folder) {
        ScenarioResult r = e.result();
        String result = r.outcome().name().toLowerCase(Locale.ROOT);
        String css = switch (r.outcome()) {
            case PASSED -> "pass";
            case SKIPPED -> "skip";
            case FAILED -> "fail";
            case ERROR -> "error";
        };
        out.append("<details id=\"").append(escape(r.scenario().id())).append(r.isGood() ? "\">" : "\" open>").append("<summary><span class=\"").append(css).append("\">").append(result)
                .append("</span><span class=\"id\">").append(escape(r.scenario().id())).append("</span><span class=\"what\">")
                .append(escape(r.scenario().sentence())).append("</span><span class=\"n\">").append(r.trace().frames().size())
                .append(" frames, ").append(r.virtualNanos() / 1_000_000L).append(" ms virtual, ").append(e.wallMillis())
                .append(" ms</span></summary><div class=\"in\">");
        if (!r.message().isEmpty()) {
            out.append("<pre class=\"").append(css).append("\">").append(escape(r.message())).append("</pre>");
        }
        tags(out, "proves", r.proofs());
        tags(out, "covers", r.scenario().rfc());
        out.append("<p>replay <code>./harness replay ").append(escape(e.replay())).append("</code>");
        if (e.capture() != null) {
            String link = folder.relativize(e.capture().toAbsolutePath()).toString().replace('\\', '/');
            out.append(" &middot; <a href=\"").append(escape(link)).append("\">capture</a>");
        }
        out.append("</p>");
        if (!r.trace().frames().isEmpty()) {
            out.append("<pre>").append(escape(LadderText.of(r.trace().frames()))).append("</pre>");
        }
        out.append("</div></details>\n");
    }

    private static void tags(StringBuilder out, String label, java.util.List<String> ids) {
        if (!ids.isEmpty()) {
            out.append("<p class=\"tags\">").append(label).append(' ');
            ids.forEach(id -> out.append("<code>").append(escape(id)).append("</code>"));
            out.append("</p>");
        }
    }

    private static String escape(String text) {
        return JunitXml.escape(text);
    }
}
