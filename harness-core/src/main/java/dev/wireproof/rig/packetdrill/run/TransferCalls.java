package dev.wireproof.rig.packetdrill.run;

import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.syscall.SocketApi;
import dev.wireproof.core.tcp.TcpSock;
import dev.wireproof.rig.packetdrill.Flags;
import dev.wireproof.rig.packetdrill.script.Value;
import java.util.List;

/** Calls that send and receive. What is sent is zeros; what is received is counted, not read. */
final class TransferCalls {
    private static final int KNOWN_FLAGS = Sock.MSG_OOB | Sock.MSG_PEEK | Sock.MSG_TRUNC | Sock.MSG_DONTWAIT | Sock.MSG_WAITALL
            | Sock.MSG_NOSIGNAL | Sock.MSG_MORE | Sock.MSG_EOR | Sock.MSG_ERRQUEUE | Sock.MSG_ZEROCOPY | Sock.MSG_FASTOPEN;
    private static final int MOST_OCTETS = 1 << 26;

    private final SocketApi api;
    private final Sockets sockets;
    private final Flags flags;
    private final ControlCheck control;

    TransferCalls(SocketApi api, Sockets sockets, Flags flags, ControlCheck control) {
        this.api = api;
        this.sockets = sockets;
        this.flags = flags;
        this.control = control;
    }

    /** write, writev, send, sendto, sendmsg. */
    long send(Arguments a) {
        return switch (a.call.name()) {
            case "write" -> send(a, a.count(3).fd(0), buffer(a, 1, a.number(2)), 0);
            case "writev" -> sendVector(a, a.count(3).get(1), a.number(2), 0, null);
            case "send" -> send(a, a.count(4).fd(0), buffer(a, 1, a.number(2)), a.number(3));
            case "sendto" -> sendTo(a.count(6));
            default -> sendMessage(a.count(3));
        };
    }

    private long sendTo(Arguments a) {
        boolean none = !a.isEllipsis(4);
        if (none && a.number(4) != 0) {
            throw a.unsupported("this address");
        }
        return send(a, a.fd(0), buffer(a, 1, a.number(2)), a.number(3), none ? Sock.Endpoint.UNSPECIFIED : peer(a, a.number(3)));
    }

    /** Who is meant by an address that the script leaves to the runner: only a call that connects looks at it. */
    private Sock.Endpoint peer(Arguments a, long callFlags) {
        if ((callFlags & Sock.MSG_FASTOPEN) == 0) {
            return null;
        }
        ConnectionCalls.connecting(sockets.withDescriptor(a.fd(0)), flags);
        return new Sock.Endpoint(flags.remote(), flags.connectPort());
    }

    private long sendMessage(Arguments a) {
        Value.Struct message = a.struct(1);
        refuseControl(a, message);
        Value.Field vector = null;
        for (Value.Field f : message.fields()) {
            vector = f.name().equals("msg_iov") ? f : vector;
        }
        long count = vector == null || vector.size() == null ? 0 : a.number(vector.size());
        return sendVector(a, vector == null ? null : vector.value(), count, a.number(2), peer(a, a.number(2)));
    }

    private long sendVector(Arguments a, Value parts, long count, long callFlags, Sock.Endpoint to) {
        int[] lengths = lengths(a, parts, count);
        return api.sendVector(a.fd(0), new byte[sum(a, lengths)], lengths, known(a, callFlags), to);
    }

    private static void refuseControl(Arguments a, Value.Struct message) {
        Value control = message.get("msg_control");
        if (control != null && !a.array(control).isEmpty()) {
            throw a.unsupported("control messages");
        }
    }

    private long send(Arguments a, int fd, byte[] octets, long callFlags) {
        return send(a, fd, octets, callFlags, null);
    }

    private long send(Arguments a, int fd, byte[] octets, long callFlags, Sock.Endpoint to) {
        return api.sendTo(fd, octets, 0, octets == null ? (int) a.number(2) : octets.length, known(a, callFlags), to);
    }

    private static int known(Arguments a, long flags) {
        long unknown = flags & ~KNOWN_FLAGS;
        if (unknown != 0) {
            throw a.unsupported(a.symbols().names(unknown, "MSG"));
        }
        return (int) flags;
    }

    /** Null for a null pointer, which only streams take. */
    private byte[] buffer(Arguments a, int i, long length) {
        if (!a.isNull(i)) {
            return new byte[size(a, length)];
        }
        if (!(api.sock(a.fd(0)) instanceof TcpSock)) {
            throw a.unsupported("a null pointer");
        }
        return null;
    }

    private static int size(Arguments a, long length) {
        if (length < 0 || length > MOST_OCTETS) {
            throw a.unsupported("a length of " + length);
        }
        return (int) length;
    }

    /** Lengths of the parts of a vector. */
    private static int[] lengths(Arguments a, Value v, long count) {
        List<Value> parts = a.array(v);
        if (parts.size() != count) {
            throw a.differs("length of the vector", count, parts.size());
        }
        int[] lengths = new int[parts.size()];
        for (int i = 0; i < lengths.length; i++) {
            boolean pair = parts.get(i) instanceof Value.Struct s && s.fields().size() == 2 && s.fields().get(0).value() instanceof Value.Ellipsis;
            if (!pair) {
                throw a.unsupported("the vector " + Value.text(parts.get(i)));
            }
            lengths[i] = size(a, a.number(((Value.Struct) parts.get(i)).fields().get(1).value()));
        }
        return lengths;
    }

    private static int sum(Arguments a, int[] lengths) {
        long sum = 0;
        for (int length : lengths) {
            sum += length;
        }
        return size(a, sum);
    }

    /** Room for all parts of a vector. */
    private static byte[] vector(Arguments a, Value v, long count) {
        return new byte[sum(a, lengths(a, v, count))];
    }

    /** read, readv, recv, recvfrom, recvmsg. */
    long receive(Arguments a) {
        return switch (a.call.name()) {
            case "read" -> receive(a, a.count(3).fd(0), buffer(a, 1, a.number(2)), 0);
            case "readv" -> receive(a, a.count(3).fd(0), vector(a, a.get(1), a.number(2)), 0);
            case "recv" -> receive(a, a.count(4).fd(0), buffer(a, 1, a.number(2)), a.number(3));
            case "recvfrom" -> receive(a, a.count(6).fd(0), buffer(a, 1, a.number(2)), a.number(3));
            default -> receiveMessage(a.count(3));
        };
    }

    private long receive(Arguments a, int fd, byte[] room, long flags) {
        return room == null ? api.recv(fd, null, 0, (int) a.number(2), known(a, flags)) : api.recv(fd, room, 0, room.length, known(a, flags));
    }

    private long receiveMessage(Arguments a) {
        Value.Struct message = a.struct(1);
        int flags = known(a, a.number(2));
        byte[] room = vector(a, message.get("msg_iov"), a.array(a.field(message, "msg_iov")).size());
        Sock.Received got = api.recvFrom(a.fd(0), room, 0, room.length, flags);
        Value wanted = message.get("msg_flags");
        if (wanted != null && a.number(wanted) != got.flags()) {
            throw a.differs("msg_flags", Value.text(wanted), a.symbols().names(got.flags(), "MSG"));
        }
        control.check(a, message, got.control());
        return got.count();
    }
}
