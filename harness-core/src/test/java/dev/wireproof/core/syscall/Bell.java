package dev.wireproof.core.syscall;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sock.Call;
import dev.wireproof.core.sock.Credentials;
import dev.wireproof.core.sock.Ready;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.sock.SocketOptions;
import dev.wireproof.core.sock.SocketSettings;

/** A socket without a protocol: a test rings it, and a receive call takes one ring. */
final class Bell extends Sock {
    private int rings;
    boolean closed;

    Bell(EventLoop loop) {
        super(loop, new SocketOptions(new SocketSettings(new Sysctls(Profile.MODERN)), Credentials.ROOT));
    }

    void ring() {
        rings++;
        dataReady();
    }

    @Override
    public Received receive(byte[] octets, int offset, int length, int flags, Call call) {
        if (!call.blocking() && rings == 0) {
            throw new ErrnoException("recv", Errno.EAGAIN);
        }
        if (!loop.blocking().await(waiters, () -> rings > 0, true, call.deadlineNanos(), call.what())) {
            throw new ErrnoException("recv", Errno.EAGAIN);
        }
        rings--;
        return new Received(1, null, 0, 1);
    }

    @Override
    public int poll() {
        return (rings > 0 ? Ready.IN | Ready.RDNORM : 0) | Ready.OUT | Ready.WRNORM;
    }

    @Override
    public Sock accept(Call call) {
        return new Bell(loop);
    }

    @Override
    public int send(byte[] octets, int offset, int length, int flags, Endpoint to, Call call) {
        return length;
    }

    @Override
    public void close(Call call) {
        closed = true;
    }

    @Override
    public void bind(Address address, int port) {}

    @Override
    public void connect(Address address, int port, Call call) {}

    @Override
    public void listen(int backlog) {}

    @Override
    public void shutdown(Shutdown how) {}

    @Override
    public Endpoint localEndpoint() {
        return null;
    }

    @Override
    public Endpoint remoteEndpoint() {
        return null;
    }
}
