package dev.wireproof.rig.capture;

import dev.wireproof.core.base.Mac;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A capture as a ladder diagram in text: one lane an interface, one line a frame, times in milliseconds since the first frame,
 * sequence numbers relative to each ISN, windows scaled, the fate of a frame behind a semicolon. The same capture gives the same text
 * everywhere.
 */
public final class LadderText {
    private static final int LANE = 12;

    private final List<String> lanes = new ArrayList<>();
    private final Map<Mac, Integer> laneOfMac = new TreeMap<>();
    private final List<DecodedFrame> frames = new ArrayList<>();

    private LadderText() {}

    /** The ladder of a capture, header line first, each line ended by a newline. */
    public static String of(List<CapturedFrame> capture) {
        LadderText ladder = new LadderText();
        capture.forEach(ladder::learn);
        return ladder.print();
    }

    private void learn(CapturedFrame captured) {
        DecodedFrame frame = DecodedFrame.of(captured);
        frames.add(frame);
        int lane = laneOf(captured.on().name());
        if (frame.link() != null && frame.link().source() != null && captured.direction() != Direction.INBOUND) {
            laneOfMac.putIfAbsent(frame.link().source(), lane);
        }
    }

    private int laneOf(String name) {
        if (!lanes.contains(name)) {
            lanes.add(name);
        }
        return lanes.indexOf(name);
    }

    private String print() {
        StringBuilder text = new StringBuilder(frames.size() * 120);
        text.append("frame     time (ms)    ");
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < lanes.size(); i++) {
            pad(names, i * LANE);
            names.append(names.length() > i * LANE ? " " : "").append(lanes.get(i));
        }
        text.append(names).append('\n');
        FrameText words = new FrameText();
        long start = frames.isEmpty() ? 0 : frames.get(0).captured().unixNanos();
        for (DecodedFrame frame : frames) {
            String number = Long.toString(frame.number());
            text.append(" ".repeat(Math.max(0, 5 - number.length()))).append(number);
            text.append(TimeText.column(frame.captured().unixNanos() - start)).append("    ");
            text.append(gutter(frame)).append("  ").append(words.line(frame));
            String comment = frame.captured().comment();
            text.append(comment.isEmpty() ? "" : "  ; " + comment.replace('\n', ' ')).append('\n');
        }
        return text.toString();
    }

    private static void pad(StringBuilder text, int length) {
        while (text.length() < length) {
            text.append(' ');
        }
    }

    /** The lanes with an arrow from the sender's to the receiver's; a lost frame's arrow ends in an X. */
    private String gutter(DecodedFrame frame) {
        int here = lanes.indexOf(frame.captured().on().name());
        boolean inbound = frame.captured().direction() == Direction.INBOUND;
        int width = Math.max(1, lanes.size() - 1) * LANE + 1;
        char[] line = " ".repeat(width).toCharArray();
        for (int i = 0; i < lanes.size(); i++) {
            line[i * LANE] = '|';
        }
        int from = inbound ? senderOf(frame, here) : here;
        int to = inbound ? here : receiverOf(frame, here);
        if (from == to) {
            line[Math.min(here * LANE + 1, width - 1)] = inbound ? '<' : '>';
            return new String(line);
        }
        boolean right = to > from;
        int first = Math.min(from, to) * LANE + 1;
        int last = Math.max(from, to) * LANE - 1;
        for (int i = first; i <= last; i++) {
            line[i] = line[i] == '|' ? '+' : '-';
        }
        boolean lost = Fate.DROPPED.isIn(frame.captured().comment());
        if (lost) {
            int middle = (first + last) / 2;
            for (int i = right ? middle + 1 : first; i <= (right ? last : middle - 1); i++) {
                line[i] = line[i] == '+' ? '|' : ' ';
            }
            line[middle] = 'X';
        } else {
            line[right ? last : first] = right ? '>' : '<';
        }
        return new String(line);
    }

    private int receiverOf(DecodedFrame frame, int here) {
        int elsewhere = here == 0 ? Math.min(1, lanes.size() - 1) : here - 1;
        if (frame.link() == null || frame.link().destination() == null || frame.link().destination().isGroup()) {
            return here == 0 ? lanes.size() - 1 : elsewhere == here ? here : 0;
        }
        return laneOfMac.getOrDefault(frame.link().destination(), elsewhere);
    }

    private int senderOf(DecodedFrame frame, int here) {
        int elsewhere = here == 0 ? Math.min(1, lanes.size() - 1) : here - 1;
        return frame.link() == null || frame.link().source() == null
                ? elsewhere
                : laneOfMac.getOrDefault(frame.link().source(), elsewhere);
    }
}
