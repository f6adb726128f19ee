package dev.wireproof.rig.packetdrill.run;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.sim.Blocking;
import dev.wireproof.core.syscall.SocketApi;
import dev.wireproof.rig.packetdrill.Flags;
import dev.wireproof.rig.packetdrill.script.ScriptProblem;
import dev.wireproof.rig.packetdrill.script.SystemCall;
import dev.wireproof.rig.packetdrill.script.Value;
import dev.wireproof.rig.packetdrill.shell.HostOperator;

/** Makes the calls of a script and holds what they return against it. */
final class SystemCalls {
    private final Sockets sockets;
    private final Symbols symbols = new Symbols();
    private final ConnectionCalls connections;
    private final TransferCalls transfers;
    private final OptionCalls options;
    private final ReadinessCalls readiness;
    private final FileCalls files;

    /** @param startOfHost virtual time at which the script starts */
    SystemCalls(SocketApi api, Sockets sockets, Flags flags, HostOperator operator, long startOfHost) {
        this.sockets = sockets;
        connections = new ConnectionCalls(api, sockets, flags);
        transfers = new TransferCalls(api, sockets, flags, new ControlCheck(flags, startOfHost));
        options = new OptionCalls(api);
        readiness = new ReadinessCalls(api, sockets);
        files = new FileCalls(api, sockets, operator);
    }

    /** Makes one call on the thread that asks for it. Throws {@link ScriptProblem} when it returns something else. */
    void make(SystemCall call) {
        Arguments a = new Arguments(call, symbols, sockets);
        long value;
        Errno errno = Errno.OK;
        try {
            value = run(a);
        } catch (ErrnoException e) {
            value = -1;
            errno = e.errno();
        } catch (Blocking.Deadlock e) {
            throw ScriptProblem.failed(0, call.name() + ": expected to return " + Value.text(call.result())
                    + "\n  actual   blocks, and nothing is left that could end it");
        }
        long expected = a.expected();
        boolean descriptor = makesDescriptor(call.name()) && expected >= 0 && value >= 0;
        boolean sameErrno = call.errno() == null || call.errno().equals(errno.name());
        if (!descriptor && value != expected || !sameErrno) {
            String wanted = Value.text(call.result()) + (call.errno() == null ? "" : " " + call.errno());
            throw ScriptProblem.failed(0, "result of " + call.name() + "\n  expected " + wanted + "\n  actual   " + value
                    + (errno == Errno.OK ? "" : " " + errno.name() + " (" + errno.meaning() + ")"));
        }
    }

    private static boolean makesDescriptor(String name) {
        return switch (name) {
            case "socket", "accept", "accept4", "epoll_create", "open" -> true;
            default -> false;
        };
    }

    private long run(Arguments a) {
        return switch (a.call.name()) {
            case "socket" -> connections.socket(a);
            case "bind" -> connections.bind(a);
            case "listen" -> connections.listen(a);
            case "accept", "accept4" -> connections.accept(a);
            case "connect" -> connections.connect(a);
            case "close" -> files.close(a.count(1).number(0)) ? 0 : connections.close(a);
            case "open" -> files.open(a);
            case "sendfile" -> files.sendfile(a);
            case "pipe" -> files.pipe(a);
            case "splice" -> files.splice(a);
            case "shutdown" -> connections.shutdown(a);
            case "fcntl" -> connections.fcntl(a);
            case "ioctl" -> connections.ioctl(a);
            case "read", "readv", "recv", "recvfrom", "recvmsg" -> transfers.receive(a);
            case "write", "writev", "send", "sendto", "sendmsg" -> transfers.send(a);
            case "getsockopt" -> options.get(a);
            case "setsockopt" -> options.set(a);
            case "poll" -> readiness.poll(a);
            case "epoll_create" -> readiness.create(a);
            case "epoll_ctl" -> readiness.control(a);
            case "epoll_wait" -> readiness.await(a);
            default -> throw ScriptProblem.unsupported("the system call " + a.call.name());
        };
    }
}
