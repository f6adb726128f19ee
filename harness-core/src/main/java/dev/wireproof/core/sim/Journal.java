package dev.wireproof.core.sim;

import java.util.ArrayList;
import java.util.List;

/**
 * A bounded diary of a run: one line per decision worth reading after a failure. Off by default; guard the building of a line
 * with {@link #isOn}, so that it costs nothing when off.
 */
public final class Journal {
    private static final int LIMIT = 10_000;

    private final EventLoop loop;
    private final List<String> lines = new ArrayList<>();
    private boolean on;
    private long dropped;

    public Journal(EventLoop loop) {
        this.loop = loop;
    }

    public boolean isOn() {
        return on;
    }

    public void turnOn() {
        on = true;
    }

    /** Adds a line with the time in front. */
    public void note(String host, String text) {
        if (!on) {
            return;
        }
        if (lines.size() == LIMIT) {
            dropped++;
            return;
        }
        lines.add(loop.now() + " " + host + " " + text);
    }

    /** The lines so far; the last one says how many more there were. */
    public List<String> lines() {
        List<String> all = new ArrayList<>(lines);
        if (dropped > 0) {
            all.add("... and " + dropped + " more");
        }
        return all;
    }
}
