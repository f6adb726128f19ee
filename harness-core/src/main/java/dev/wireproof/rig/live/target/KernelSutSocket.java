package dev.wireproof.rig.live.target;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.Ready;
import dev.wireproof.rig.live.KernelSocket;
import dev.wireproof.rig.live.PollSet;
import dev.wireproof.rig.live.SocketConstants;
import dev.wireproof.rig.scenario.ConnectionInfo;
import dev.wireproof.rig.scenario.SutSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A socket of the kernel, its calls made through {@link KernelCalls}. */
final class KernelSutSocket implements SutSocket {
    private static final int TCP_MD5SIG = 14;

    private final KernelTarget target;
    private final KernelSocket socket;

    KernelSutSocket(KernelTarget target, KernelSocket socket) {
        this.target = target;
        this.socket = socket;
    }

    @Override
    public SutSocket bind(int port) {
        return bind(Address.ANY, port);
    }

    @Override
    public SutSocket bind(Address address, int port) {
        return then("bind", () -> socket.bind(address, port));
    }

    @Override
    public SutSocket listen(int backlog) {
        return then("listen", () -> socket.listen(backlog));
    }

    @Override
    public SutSocket accept() {
        return target.own(target.calls().make("accept", () -> socket.accept(0)));
    }

    @Override
    public SutSocket connect(Address address, int port) {
        return then("connect", () -> socket.connect(address, port));
    }

    @Override
    public int write(byte[] octets) {
        return target.calls().make("write", () -> writeAll(octets));
    }

    private int writeAll(byte[] octets) {
        int sent = 0;
        while (sent < octets.length) {
            try {
                sent += socket.send(sent == 0 ? octets : Arrays.copyOfRange(octets, sent, octets.length), 0);
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
        return target.calls().make("send", () -> socket.send(octets, flags));
    }

    @Override
    public int sendTo(byte[] octets, Address address, int port) {
        return target.calls().make("sendto", () -> socket.sendTo(octets, 0, address, port));
    }

    @Override
    public int connectAndSend(byte[] octets, Address address, int port) {
        return target.calls().make("sendto", () -> socket.sendTo(octets, SocketConstants.MSG_FASTOPEN, address, port));
    }

    @Override
    public byte[] read(int max) {
        return receive(max, 0);
    }

    @Override
    public byte[] receive(int max, int flags) {
        return target.calls().make("recv", () -> {
            byte[] octets = new byte[max];
            return Arrays.copyOf(octets, Math.min(max, socket.receive(octets, flags)));
        });
    }

    @Override
    public byte[] readFully(int count) {
        return target.calls().make("recv", () -> {
            byte[] all = new byte[count];
            int got = 0;
            int length = -1;
            while (got < count && length != 0) {
                byte[] part = new byte[count - got];
                length = socket.receive(part, 0);
                System.arraycopy(part, 0, all, got, length);
                got += length;
            }
            return Arrays.copyOf(all, got);
        });
    }

    @Override
    public void shutdownRead() {
        then("shutdown", () -> socket.shutdown(SocketConstants.SHUT_RD));
    }

    @Override
    public void shutdownWrite() {
        then("shutdown", () -> socket.shutdown(SocketConstants.SHUT_WR));
    }

    @Override
    public void shutdownBoth() {
        then("shutdown", () -> socket.shutdown(SocketConstants.SHUT_RDWR));
    }

    @Override
    public void close() {
        then("close", socket::close);
    }

    @Override
    public SutSocket nonBlocking(boolean on) {
        socket.nonBlocking(on);
        return this;
    }

    @Override
    public SutSocket option(String name, int... values) {
        Option option = Option.valueOf(name);
        socket.setOption(option.level().number(), option.number(), OptionValue.encode(option, values));
        return this;
    }

    @Override
    public SutSocket option(String name, String value) {
        Option option = Option.valueOf(name);
        socket.setOption(option.level().number(), option.number(), value.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    @Override
    public SutSocket option(String name, byte[] value) {
        Option option = Option.valueOf(name);
        socket.setOption(option.level().number(), option.number(), value);
        return this;
    }

    @Override
    public int option(String name) {
        Option option = Option.valueOf(name);
        return socket.option(option.level().number(), option.number());
    }

    @Override
    public String takeError() {
        return socket.takeError().name();
    }

    @Override
    public String poll() {
        return Ready.text(socket.poll(PollSet.POLLIN | PollSet.POLLPRI | PollSet.POLLOUT | PollSet.POLLRDHUP, 0));
    }

    @Override
    public SutSocket signatureKey(Address peer, String key) {
        byte[] octets = key.getBytes(StandardCharsets.US_ASCII);
        // struct tcp_md5sig: an address of 128 octets, flags, prefix, length of the key, device, 80 octets of key.
        ByteBuffer b = ByteBuffer.allocate(216).order(ByteOrder.nativeOrder());
        b.putShort((short) SocketConstants.AF_INET).putShort((short) 0);
        b.order(ByteOrder.BIG_ENDIAN).putInt(peer.v4()).order(ByteOrder.nativeOrder());
        b.putShort(130, (short) octets.length);
        b.put(136, octets, 0, Math.min(octets.length, 80));
        socket.setOption(Option.Level.TCP.number(), TCP_MD5SIG, b.array());
        return this;
    }

    @Override
    public int unread() {
        return socket.ioctl(KernelSocket.SIOCINQ);
    }

    @Override
    public int queued() {
        return socket.ioctl(KernelSocket.SIOCOUTQ);
    }

    @Override
    public int unsent() {
        return socket.ioctl(KernelSocket.SIOCOUTQNSD);
    }

    @Override
    public boolean isAtMark() {
        return socket.ioctl(KernelSocket.SIOCATMARK) != 0;
    }

    @Override
    public int localPort() {
        return socket.localPort();
    }

    @Override
    public ConnectionInfo info() {
        return KernelInfo.of(socket.tcpInfo());
    }

    /** Ends every call that waits on it, whatever the socket's kind and state. */
    void cutOff() {
        try {
            socket.shutdown(SocketConstants.SHUT_RDWR);
        } catch (ErrnoException notConnected) {
            return;
        }
    }

    void release() {
        socket.close();
    }

    private SutSocket then(String what, Runnable call) {
        target.calls().make(what, () -> {
            call.run();
            return null;
        });
        return this;
    }
}
