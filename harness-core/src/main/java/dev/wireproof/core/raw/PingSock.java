package dev.wireproof.core.raw;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.base.InternetChecksum;
import dev.wireproof.core.ip.IpPath;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.skb.Truesize;
import dev.wireproof.core.sock.Call;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.SocketOptions;
import dev.wireproof.core.sock.SocketType;
import dev.wireproof.core.wire.IcmpView;
import dev.wireproof.core.wire.IpProtocol;
import java.util.Arrays;

/**
 * A datagram socket of protocol ICMP (Linux {@code ping_prot}). A message is an ICMP header with its data; only echo requests may
 * be sent, their identifier is the socket's port, and only replies to it are received.
 */
final class PingSock extends MessageSock {
    private final PingSockets table;
    private int id;

    PingSock(PingSockets table, SocketOptions options) {
        super(table.loop(), options, table.network(), table.drops(), IpProtocol.ICMP);
        this.table = table;
    }

    int id() {
        return id;
    }

    @Override
    public void bind(Address address, int port) {
        if (id != 0) {
            throw new ErrnoException("bind", Errno.EINVAL);
        }
        super.bind(address, port);
        claim("bind", port);
    }

    /** Linux {@code ping_get_port}. */
    private void claim(String call, int wanted) {
        id = table.claim(this, wanted);
        if (id == 0) {
            throw new ErrnoException(call, Errno.EADDRINUSE);
        }
    }

    @Override
    public void connect(Address address, int port, Call call) {
        super.connect(address, port, call);
        if (id == 0) {
            claim("connect", 0);
        }
    }

    @Override
    public int send(byte[] octets, int offset, int length, int flags, Endpoint to, Call call) {
        boolean echo = length >= IcmpView.SIZE && octets[offset] == IcmpView.ECHO_REQUEST && octets[offset + 1] == 0;
        if (!echo) {
            throw new ErrnoException("send", Errno.EINVAL);
        }
        if (id == 0) {
            claim("send", 0);
        }
        return super.send(octets, offset, length, flags, to, call);
    }

    @Override
    protected SkBuff message(byte[] octets, int offset, int length, IpPath path) {
        SkBuff skb = SkBuff.allocate(IcmpView.SIZE);
        int at = skb.put(IcmpView.SIZE);
        byte[] data = Arrays.copyOfRange(octets, offset + IcmpView.SIZE, offset + length);
        skb.attach(data, 0, data.length);
        skb.truesize = Truesize.of(length);
        IcmpView view = new IcmpView().at(skb.head(), at);
        int sequence = new IcmpView().at(octets, offset).sequence();
        view.typeAndCode(IcmpView.ECHO_REQUEST, 0).idAndSequence(id, sequence);
        view.checksum(InternetChecksum.finish(skb.checksum(0, 0, length)));
        table.countSent();
        return skb;
    }

    @Override
    public void close(Call call) {
        if (id != 0) {
            table.release(this);
        }
        super.close(call);
    }

    @Override
    public Endpoint localEndpoint() {
        return new Endpoint(local, id);
    }

    @Override
    protected long protocolOption(Option option) {
        return switch (option) {
            case SO_TYPE -> SocketType.DGRAM.number();
            case SO_PROTOCOL -> IpProtocol.ICMP;
            case SO_ACCEPTCONN -> 0;
            default -> super.protocolOption(option);
        };
    }
}
