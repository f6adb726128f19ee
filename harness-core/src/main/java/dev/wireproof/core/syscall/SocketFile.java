package dev.wireproof.core.syscall;

import dev.wireproof.core.sim.Blocking;
import dev.wireproof.core.sim.WaitQueue;
import dev.wireproof.core.sock.Call;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.Sock;

/** An open socket. Keeps the descriptions of its plain calls, so that repeated sends and receives build none. */
final class SocketFile extends OpenFile {
    final Sock sock;
    private Call lastCall;
    private String lastName;
    private int lastFd;

    SocketFile(Sock sock, FileLimits limits) {
        super(limits);
        this.sock = sock;
    }

    @Override
    int poll() {
        return sock.poll();
    }

    @Override
    WaitQueue waiters() {
        return sock.waiters;
    }

    @Override
    void released() {
        sock.close(new Call(!isNonBlocking(), Blocking.FOREVER, "close"));
    }

    /**
     * How a call on this socket may wait.
     *
     * @param name a constant
     * @param timeout SO_RCVTIMEO or SO_SNDTIMEO
     */
    Call call(String name, int fd, boolean dontWait, Option timeout, long nowNanos) {
        boolean blocking = !dontWait && !isNonBlocking();
        long limit = sock.options.get(timeout);
        if (limit == 0 || !blocking) {
            if (lastName != name || lastFd != fd || lastCall.blocking() != blocking) {
                lastCall = new Call(blocking, Blocking.FOREVER, name + "(fd " + fd + ")");
                lastName = name;
                lastFd = fd;
            }
            return lastCall;
        }
        return new Call(true, nowNanos + limit, name + "(fd " + fd + ")");
    }
}
