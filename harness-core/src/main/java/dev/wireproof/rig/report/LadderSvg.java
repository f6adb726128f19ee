package dev.wireproof.rig.report;

import dev.wireproof.core.base.Mac;
import dev.wireproof.core.base.Span;
import dev.wireproof.rig.capture.CaptureInterface;
import dev.wireproof.rig.capture.CapturedFrame;
import dev.wireproof.rig.capture.DecodedFrame;
import dev.wireproof.rig.capture.Direction;
import dev.wireproof.rig.capture.Fate;
import dev.wireproof.rig.capture.FrameText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A capture as a ladder picture: a lane a host, time downwards, an arrow a frame, a cross where it was lost. No fonts, no scripts. */
public final class LadderSvg {
    /** More frames than this make no readable picture; the rest is counted in a last line. */
    public static final int MOST_FRAMES = 60;

    private static final int LANE_GAP = 420;
    private static final int FIRST_LANE = 110;
    private static final int ROW = 26;
    private static final int TOP = 54;

    private final List<String> lanes = new ArrayList<>();
    private final Map<Mac, Integer> laneOfMac = new TreeMap<>();
    private final StringBuilder out = new StringBuilder();

    private LadderSvg() {}

    public static String of(List<CapturedFrame> frames) {
        return new LadderSvg().draw(frames);
    }

    private String draw(List<CapturedFrame> frames) {
        List<DecodedFrame> decoded = new ArrayList<>();
        frames.stream().map(CapturedFrame::on).sorted(Comparator.comparingInt(CaptureInterface::index)).forEach(i -> laneOf(i.name()));
        for (CapturedFrame f : frames) {
            DecodedFrame d = DecodedFrame.of(f);
            decoded.add(d);
            int lane = laneOf(f.on().name());
            if (f.direction() != Direction.INBOUND && d.link() != null && d.link().source() != null) {
                laneOfMac.putIfAbsent(d.link().source(), lane);
            }
        }
        int shown = Math.min(MOST_FRAMES, decoded.size());
        int width = FIRST_LANE + LANE_GAP * Math.max(1, lanes.size() - 1) + 40;
        int height = TOP + ROW * shown + (shown < decoded.size() ? 50 : 26);
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ").append(width).append(' ').append(height)
                .append("\" width=\"").append(width).append("\" height=\"").append(height)
                .append("\" font-family=\"ui-monospace,Menlo,Consolas,monospace\" font-size=\"12\">\n")
                .append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        drawLanes(height);
        FrameText words = new FrameText();
        for (int i = 0; i < shown; i++) {
            drawFrame(decoded.get(i), words, TOP + ROW * i, frames.get(0).unixNanos());
        }
        if (shown < decoded.size()) {
            text(FIRST_LANE, TOP + ROW * shown + 8, "start", "#667", "... and " + (decoded.size() - shown) + " more frames");
        }
        return out.append("</svg>\n").toString();
    }

    private void drawLanes(int height) {
        for (int i = 0; i < lanes.size(); i++) {
            int x = x(i);
            text(x, 22, "middle", "#1c2430", lanes.get(i));
            out.append("<line x1=\"").append(x).append("\" y1=\"30\" x2=\"").append(x).append("\" y2=\"").append(height - 8)
                    .append("\" stroke=\"#aab\" stroke-width=\"1.5\"/>\n");
        }
    }

    private void drawFrame(DecodedFrame d, FrameText words, int y, long startNanos) {
        int here = lanes.indexOf(d.captured().on().name());
        boolean inbound = d.captured().direction() == Direction.INBOUND;
        int other = otherLane(d, here, inbound);
        int from = x(inbound ? other : here);
        int to = x(inbound ? here : other);
        boolean lost = Fate.DROPPED.isIn(d.captured().comment());
        String colour = lost ? "#b3261e" : inbound ? "#7a6a00" : "#1f5fa8";
        int end = lost ? (from + to) / 2 : to;
        text(8, y + 4, "start", "#667", Span.ns(d.captured().unixNanos() - startNanos).toString());
        out.append("<line x1=\"").append(from).append("\" y1=\"").append(y).append("\" x2=\"").append(end).append("\" y2=\"").append(y)
                .append("\" stroke=\"").append(colour).append("\" stroke-width=\"1.4\"/>");
        int step = to > from ? -7 : 7;
        if (lost) {
            out.append("<path d=\"M").append(end - 5).append(' ').append(y - 5).append("l10 10m0 -10l-10 10\" stroke=\"").append(colour)
                    .append("\" stroke-width=\"1.8\"/>");
        } else {
            out.append("<path d=\"M").append(end).append(' ').append(y).append("l").append(step).append(" -4v8z\" fill=\"").append(colour)
                    .append("\"/>");
        }
        String comment = d.captured().comment();
        text((from + to) / 2, y - 4, "middle", "#1c2430", words.line(d).replaceFirst("^\\S+ > \\S+  ", "")
                + (comment.isEmpty() ? "" : "  ; " + comment));
    }

    private int otherLane(DecodedFrame d, int here, boolean inbound) {
        Mac mac = d.link() == null ? null : inbound ? d.link().source() : d.link().destination();
        int neighbour = here == 0 ? Math.min(1, lanes.size() - 1) : here - 1;
        return mac == null ? neighbour : laneOfMac.getOrDefault(mac, neighbour);
    }

    private int laneOf(String name) {
        if (!lanes.contains(name)) {
            lanes.add(name);
        }
        return lanes.indexOf(name);
    }

    private static int x(int lane) {
        return FIRST_LANE + LANE_GAP * lane;
    }

    private void text(int x, int y, String anchor, String colour, String words) {
        out.append("<text x=\"").append(x).append("\" y=\"").append(y).append("\" text-anchor=\"").append(anchor).append("\" fill=\"")
                .append(colour).append("\">").append(JunitXml.escape(words)).append("</text>\n");
    }
}
