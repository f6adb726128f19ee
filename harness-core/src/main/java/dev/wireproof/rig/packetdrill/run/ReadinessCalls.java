package dev.wireproof.rig.packetdrill.run;

import dev.wireproof.core.base.Span;
import dev.wireproof.core.syscall.EpollEvent;
import dev.wireproof.core.syscall.PollEntry;
import dev.wireproof.core.syscall.SocketApi;
import dev.wireproof.rig.packetdrill.script.Value;
import java.util.ArrayList;
import java.util.List;

/** poll and epoll. */
final class ReadinessCalls {
    private static final int ADD = 1;
    private static final int DELETE = 2;

    private final SocketApi api;
    private final Sockets sockets;

    ReadinessCalls(SocketApi api, Sockets sockets) {
        this.api = api;
        this.sockets = sockets;
    }

    long poll(Arguments a) {
        a.count(3);
        List<Value> lines = a.array(a.get(0));
        List<PollEntry> entries = new ArrayList<>();
        for (Value v : lines) {
            if (!(v instanceof Value.Struct s)) {
                throw a.unsupported("the entry " + Value.text(v));
            }
            entries.add(new PollEntry(sockets.live(a.number(a.field(s, "fd"))), (int) a.number(a.field(s, "events"))));
        }
        long timeout = a.number(2);
        int ready = timeout < 0 ? api.poll(entries) : api.poll(entries, Span.ms(timeout));
        for (int i = 0; i < entries.size(); i++) {
            Value wanted = ((Value.Struct) lines.get(i)).get("revents");
            int actual = entries.get(i).returned();
            if (wanted != null && (int) a.number(wanted) != actual) {
                throw a.differs("revents of entry " + i, Value.text(wanted), a.symbols().names(actual, "POLL"));
            }
        }
        return ready;
    }

    long create(Arguments a) {
        int fd = api.epoll().create();
        if (a.expected() >= 0) {
            sockets.name((int) a.expected(), fd);
        }
        return fd;
    }

    long control(Arguments a) {
        a.count(4);
        int epoll = a.fd(0);
        int fd = a.fd(2);
        long what = a.number(1);
        if (what == DELETE) {
            api.epoll().delete(epoll, fd);
            return 0;
        }
        Value.Struct event = a.struct(3);
        int events = (int) a.number(a.field(event, "events"));
        if (what == ADD) {
            api.epoll().add(epoll, fd, events, data(a, event));
        } else {
            api.epoll().modify(epoll, fd, events, data(a, event));
        }
        return 0;
    }

    private static long data(Arguments a, Value.Struct event) {
        for (String name : List.of("fd", "ptr", "u32", "u64")) {
            if (event.get(name) != null) {
                return a.number(event.get(name));
            }
        }
        throw a.unsupported("the event " + Value.text(event));
    }

    long await(Arguments a) {
        a.count(4);
        Value.Struct wanted = a.struct(1);
        long timeout = a.number(3);
        List<EpollEvent> got = timeout < 0
                ? api.epoll().await(a.fd(0), (int) a.number(2))
                : api.epoll().await(a.fd(0), (int) a.number(2), Span.ms(timeout));
        EpollEvent first = got.isEmpty() ? new EpollEvent(0, 0) : got.get(0);
        if (got.size() == a.expected()) {
            if ((int) a.number(a.field(wanted, "events")) != first.events()) {
                throw a.differs("events", Value.text(wanted.get("events")), a.symbols().names(first.events() & 0xFFFF_FFFFL, "EPOLL"));
            }
            if (data(a, wanted) != first.data()) {
                throw a.differs("data of the event", data(a, wanted), first.data());
            }
        }
        return got.size();
    }
}
