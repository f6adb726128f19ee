package dev.wireproof.rig.scenario;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.sock.ControlMessage;
import dev.wireproof.core.sock.ExtendedError;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.Ready;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.sock.Sock.Endpoint;
import dev.wireproof.core.syscall.SocketApi;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A socket of a built-in host: a descriptor with the calls of its process. */
final class BuiltInSocket implements SutSocket {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private static final int MOST_QUOTED = 2048;

    private final BuiltInHost host;
    private final SocketApi api;
    private final int fd;
    private int signals;

    BuiltInSocket(BuiltInHost host, SocketApi api, int fd) {
        this.host = host;
        this.api = api;
        this.fd = fd;
    }

    @Override
    public SutSocket bind(int port) {
        return bind(Address.ANY, port);
    }

    @Override
    public SutSocket bind(Address address, int port) {
        api.bind(fd, address, port);
        return this;
    }

    @Override
    public SutSocket listen(int backlog) {
        api.listen(fd, backlog);
        return this;
    }

    @Override
    public SutSocket accept() {
        return new BuiltInSocket(host, api, api.accept(fd));
    }

    @Override
    public SutSocket connect(Address address, int port) {
        api.connect(fd, address, port);
        return this;
    }

    @Override
    public int write(byte[] octets) {
        int sent = 0;
        while (sent < octets.length) {
            try {
                sent += api.send(fd, octets, sent, octets.length - sent, 0);
            } catch (ErrnoException e) {
                if (sent > 0 && e.errno() == Errno.EAGAIN) {
                    return sent;
                }
                throw e;
            }
        }
        return sent;
    }

    @Override
    public int send(byte[] octets, int flags) {
        return api.send(fd, octets, 0, octets.length, flags);
    }

    @Override
    public int sendTo(byte[] octets, Address address, int port) {
        return api.sendTo(fd, octets, 0, octets.length, 0, new Endpoint(address, port));
    }

    @Override
    public int connectAndSend(byte[] octets, Address address, int port) {
        return api.sendTo(fd, octets, 0, octets.length, Sock.MSG_FASTOPEN, new Endpoint(address, port));
    }

    @Override
    public byte[] read(int max) {
        return receive(max, 0);
    }

    @Override
    public byte[] receive(int max, int flags) {
        byte[] octets = new byte[max];
        int count = api.recv(fd, octets, 0, max, flags);
        return Arrays.copyOf(octets, count);
    }

    @Override
    public byte[] readFully(int count) {
        byte[] octets = new byte[count];
        int got = 0;
        while (got < count) {
            int n = api.recv(fd, octets, got, count - got, 0);
            if (n == 0) {
                break;
            }
            got += n;
        }
        return Arrays.copyOf(octets, got);
    }

    @Override
    public void shutdownRead() {
        api.shutdown(fd, Sock.Shutdown.READ);
    }

    @Override
    public void shutdownWrite() {
        api.shutdown(fd, Sock.Shutdown.WRITE);
    }

    @Override
    public void shutdownBoth() {
        api.shutdown(fd, Sock.Shutdown.BOTH);
    }

    @Override
    public void close() {
        api.close(fd);
    }

    @Override
    public SutSocket nonBlocking(boolean on) {
        api.nonBlocking(fd, on);
        return this;
    }

    @Override
    public SutSocket option(String name, int... values) {
        Option option = Option.valueOf(name);
        api.setOption(fd, option, toBuiltIn(option, values));
        return this;
    }

    private static long toBuiltIn(Option option, int[] values) {
        return switch (option) {
            case SO_LINGER -> values[0] == 0 ? -1 : values[1] * NANOS_PER_SECOND;
            case SO_RCVTIMEO, SO_SNDTIMEO -> values[0] * NANOS_PER_SECOND + (values.length > 1 ? values[1] * 1_000L : 0);
            default -> values[0];
        };
    }

    @Override
    public SutSocket option(String name, String value) {
        api.setOption(fd, Option.valueOf(name), value);
        return this;
    }

    @Override
    public SutSocket option(String name, byte[] value) {
        api.setOption(fd, Option.valueOf(name), value);
        return this;
    }

    @Override
    public int option(String name) {
        return (int) api.option(fd, Option.valueOf(name));
    }

    @Override
    public String takeError() {
        return api.takeError(fd).name();
    }

    @Override
    public String takeQueuedError() {
        Sock.Received got = api.recvFrom(fd, new byte[MOST_QUOTED], 0, MOST_QUOTED, Sock.MSG_ERRQUEUE);
        for (ControlMessage m : got.control()) {
            if (m instanceof ControlMessage.Error e) {
                ExtendedError x = e.error();
                String by = x.offender() == null ? "" : " by " + x.offender();
                String about = got.from() == null ? "" : " about " + got.from();
                return x.errno() + " " + x.origin() + " " + x.type() + "/" + x.code() + " info " + x.info() + (x.origin().isNotice() ? " data " + x.data() : "") + by + about + ", " + got.count()
                        + " octets";
            }
        }
        throw new AssertionError("an entry of the error queue without an error");
    }

    @Override
    public String poll() {
        return Ready.text(api.ready(fd));
    }

    @Override
    public SutSocket signatureKey(Address peer, String key) {
        api.signatureKey(fd, new Cidr(peer, 32), key.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    @Override
    public int unread() {
        return api.unread(fd);
    }

    @Override
    public int queued() {
        return api.queued(fd);
    }

    @Override
    public int unsent() {
        return api.unsent(fd);
    }

    @Override
    public boolean isAtMark() {
        return api.isAtMark(fd);
    }

    @Override
    public int urgentSignals() {
        api.owner(fd, () -> signals++);
        return signals;
    }

    @Override
    public int localPort() {
        return api.localEndpoint(fd).port();
    }

    @Override
    public ConnectionInfo info() {
        return host.infoOf(api.sock(fd));
    }
}
