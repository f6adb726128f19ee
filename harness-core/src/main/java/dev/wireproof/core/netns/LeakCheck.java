package dev.wireproof.core.netns;

import java.util.ArrayList;
import java.util.List;

/** Looks for what a host forgot to give back. */
final class LeakCheck {
    private final Kernel kernel;
    private final List<String> lines = new ArrayList<>();

    LeakCheck(Kernel kernel) {
        this.kernel = kernel;
    }

    List<String> lines() {
        for (Process p : kernel.processes()) {
            count(p.running(), "tasks of process " + p.name() + " still running");
            count(p.descriptors().open(), "descriptors of process " + p.name() + " in namespace " + p.namespace().name());
        }
        count(kernel.fileLimits().open(), "open files");
        count(kernel.softnets().queuedFrames(), "frames in backlogs");
        for (NetNamespace n : kernel.namespaces()) {
            String where = " in namespace " + n.name();
            count(n.devices().queuedFrames(), "frames in devices" + where);
            n.sockets().leaks().forEach(line -> lines.add(kernel.name() + ": " + line + where));
            count(n.stack().neighbours().size(), "neighbours" + where);
            count(n.stack().reassembler().memory(), "octets of fragments" + where);
        }
        if (kernel.loop().hasWork()) {
            lines.add(kernel.name() + ": timers or events still queued, the next one at " + kernel.loop().nextEventNanos() + " ns");
        }
        return lines;
    }

    private void count(long left, String what) {
        if (left != 0) {
            lines.add(kernel.name() + ": " + left + " " + what);
        }
    }
}
