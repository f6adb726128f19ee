package dev.wireproof.core.syscall;

import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.Span;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sock.Ready;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** select(2) on the readiness that poll tells (fs/select.c {@code do_select}). */
final class Select {
    private static final int READABLE = Ready.IN | Ready.RDNORM | Ready.HUP | Ready.ERR;
    private static final int WRITABLE = Ready.OUT | Ready.WRNORM | Ready.ERR;

    private Select() {}

    /** @param timeout null for no limit */
    static SocketApi.Selected wait(EventLoop loop, DescriptorTable descriptors, List<Integer> read, List<Integer> write,
            List<Integer> urgent, Span timeout) {
        TreeMap<Integer, Integer> wanted = new TreeMap<>();
        read.forEach(fd -> wanted.merge(fd, READABLE, (a, b) -> a | b));
        write.forEach(fd -> wanted.merge(fd, WRITABLE, (a, b) -> a | b));
        urgent.forEach(fd -> wanted.merge(fd, Ready.PRI, (a, b) -> a | b));
        List<PollEntry> entries = new ArrayList<>();
        wanted.forEach((fd, events) -> {
            if (descriptors.find(fd) == null) {
                throw new ErrnoException("select", Errno.EBADF);
            }
            entries.add(new PollEntry(fd, events));
        });
        Poll.wait(loop, descriptors, entries, timeout);
        return new SocketApi.Selected(ready(entries, read, READABLE), ready(entries, write, WRITABLE), ready(entries, urgent, Ready.PRI));
    }

    private static List<Integer> ready(List<PollEntry> entries, List<Integer> asked, int bits) {
        List<Integer> ready = new ArrayList<>();
        for (PollEntry e : entries) {
            if ((e.returned() & bits) != 0 && asked.contains(e.fd)) {
                ready.add(e.fd);
            }
        }
        return ready;
    }
}
