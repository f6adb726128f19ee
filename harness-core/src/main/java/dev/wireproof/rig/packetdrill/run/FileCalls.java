package dev.wireproof.rig.packetdrill.run;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.syscall.SocketApi;
import dev.wireproof.rig.packetdrill.script.Value;
import dev.wireproof.rig.packetdrill.shell.HostOperator;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Files that commands of the script made, and what sends them. */
final class FileCalls {
    private final SocketApi api;
    private final Sockets sockets;
    private final HostOperator host;
    /** Content by the script's descriptor. */
    private final Map<Long, byte[]> open = new TreeMap<>();

    FileCalls(SocketApi api, Sockets sockets, HostOperator host) {
        this.api = api;
        this.sockets = sockets;
        this.host = host;
    }

    long open(Arguments a) {
        a.count(2);
        if (!(a.get(0) instanceof Value.Text name) || a.number(1) != 0) {
            throw a.unsupported("anything but reading a file");
        }
        byte[] content = host.file(name.value());
        if (content == null) {
            throw new ErrnoException("open", Errno.ENOENT);
        }
        open.put(a.expected(), content);
        return a.expected();
    }

    /** Closes a file; false when the descriptor is none of a file. */
    boolean close(long script) {
        return open.remove(script) != null;
    }

    long sendfile(Arguments a) {
        a.count(4);
        byte[] content = open.get(a.number(1));
        if (content == null) {
            throw a.unsupported("a source that is no file");
        }
        int from = (int) Math.min(a.pointed(2), content.length);
        int to = (int) Math.min(from + a.number(3), content.length);
        byte[] part = Arrays.copyOfRange(content, from, to);
        return api.splices().sendFile(sockets.live(a.number(0)), part, 0, part.length);
    }

    /** The script's numbers of both ends stand in the argument. */
    long pipe(Arguments a) {
        List<Value> names = a.count(1).array(a.get(0));
        if (names.size() != 2) {
            throw a.unsupported("the argument " + Value.text(a.get(0)));
        }
        int[] ends = api.splices().pipe();
        sockets.name((int) a.number(names.get(0)), ends[0]);
        sockets.name((int) a.number(names.get(1)), ends[1]);
        return 0;
    }

    long splice(Arguments a) {
        a.count(6);
        if (a.number(1) != 0 || a.number(3) != 0) {
            throw a.unsupported("a place in a file");
        }
        return api.splices().splice(a.fd(0), a.fd(2), (int) a.number(4), (int) a.number(5));
    }
}
