package dev.wireproof.core.syscall;

import dev.wireproof.core.base.Span;
import dev.wireproof.core.sim.Blocking;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.WaitQueue;
import dev.wireproof.core.sock.Ready;
import java.util.ArrayList;
import java.util.List;

/** poll(2): level readiness of several descriptors, asked anew in each call (fs/select.c {@code do_poll}). */
final class Poll {
    private Poll() {}

    /** @param timeout null for no limit */
    static int wait(EventLoop loop, DescriptorTable descriptors, List<PollEntry> entries, Span timeout) {
        long deadline = timeout == null ? Blocking.FOREVER : loop.now() + timeout.nanos();
        if (check(descriptors, entries) == 0 && (timeout == null || timeout.nanos() > 0)) {
            await(loop, descriptors, entries, deadline);
        }
        return check(descriptors, entries);
    }

    private static void await(EventLoop loop, DescriptorTable descriptors, List<PollEntry> entries, long deadline) {
        WaitQueue any = new WaitQueue();
        WaitQueue.Waiter forward = key -> {
            any.wakeAll(key);
            return true;
        };
        StringBuilder what = new StringBuilder("poll(");
        // Whoever closes a descriptor meanwhile does not take the waiter along.
        List<OpenFile> files = new ArrayList<>();
        for (PollEntry e : entries) {
            OpenFile file = descriptors.find(e.fd);
            if (file != null) {
                files.add(file);
                file.waiters().add(forward);
            }
            what.append(what.length() == 5 ? "fd " : ", fd ").append(e.fd);
        }
        try {
            loop.blocking().await(any, () -> check(descriptors, entries) > 0, false, deadline, what.append(')').toString());
        } finally {
            for (OpenFile file : files) {
                file.waiters().remove(forward);
            }
        }
    }

    private static int check(DescriptorTable descriptors, List<PollEntry> entries) {
        int ready = 0;
        for (PollEntry e : entries) {
            OpenFile file = descriptors.find(e.fd);
            int bits = file == null ? Ready.NVAL : file.poll() & (e.events | Ready.ERR | Ready.HUP);
            e.returned(e.fd < 0 ? 0 : bits);
            ready += e.returned() != 0 ? 1 : 0;
        }
        return ready;
    }
}
