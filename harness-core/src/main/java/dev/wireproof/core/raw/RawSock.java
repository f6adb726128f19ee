package dev.wireproof.core.raw;

import dev.wireproof.core.ip.IpPath;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.skb.Truesize;
import dev.wireproof.core.sock.Call;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.SocketOptions;
import dev.wireproof.core.sock.SocketType;
import java.util.Arrays;

/**
 * A raw socket of one protocol (Linux {@code raw_prot}): sends what stands behind an IP header, receives whole packets with their
 * IP header, before the transport sees them.
 */
final class RawSock extends MessageSock {
    private final RawSockets table;

    RawSock(RawSockets table, SocketOptions options, int protocol) {
        super(table.loop(), options, table.network(), table.drops(), protocol);
        this.table = table;
    }

    @Override
    protected SkBuff message(byte[] octets, int offset, int length, IpPath path) {
        SkBuff skb = SkBuff.allocate(0);
        byte[] data = Arrays.copyOfRange(octets, offset, offset + length);
        skb.attach(data, 0, length);
        skb.truesize = Truesize.of(length);
        return skb;
    }

    @Override
    public void close(Call call) {
        table.remove(this);
        super.close(call);
    }

    @Override
    public Endpoint localEndpoint() {
        return new Endpoint(local, protocol());
    }

    @Override
    protected long protocolOption(Option option) {
        return switch (option) {
            case SO_TYPE -> SocketType.RAW.number();
            case SO_PROTOCOL -> protocol();
            case SO_ACCEPTCONN -> 0;
            default -> super.protocolOption(option);
        };
    }
}
