package dev.wireproof.catalogue.properties;

import dev.wireproof.core.sim.Rng;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What gets lost between a sender and its receiver: {@code data 14} a segment when it is first sent, {@code data 14 x2} twice, {@code
 * ack 7} the seventh acknowledgement.
 */
record LossStep(boolean isAck, int number, int times) {
    private static final Pattern TEXT = Pattern.compile("(?:(data) ([0-9]{1,6})(?: x([0-9]{1,3}))?)|(?:ack ([0-9]{1,6}))");

    static LossStep draw(Rng chance, int segments) {
        boolean ack = chance.below(4) == 0;
        int near = chance.below(4) == 0 ? segments : Math.min(segments, 40);
        return new LossStep(ack, 1 + chance.below(near), ack ? 1 : chance.below(5) == 0 ? 2 + chance.below(2) : 1);
    }

    static LossStep read(String text) {
        Matcher m = TEXT.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException("loss '" + text + "': expected data N, data N xTIMES or ack N");
        }
        return m.group(1) == null
                ? new LossStep(true, Integer.parseInt(m.group(4)), 1)
                : new LossStep(false, Integer.parseInt(m.group(2)), m.group(3) == null ? 1 : Integer.parseInt(m.group(3)));
    }

    /** Whether the {@code transmission}-th copy of a segment is lost. */
    boolean loses(int segment, int transmission) {
        return !isAck && segment == number && transmission <= times;
    }

    List<LossStep> simpler() {
        List<LossStep> all = new ArrayList<>();
        if (times > 1) {
            all.add(new LossStep(isAck, number, times - 1));
        }
        for (int step = (number - 1); step > 0; step /= 2) {
            all.add(new LossStep(isAck, number - step, times));
        }
        return all;
    }

    @Override
    public String toString() {
        return isAck ? "ack " + number : "data " + number + (times > 1 ? " x" + times : "");
    }
}
