package dev.wireproof.core.sock;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.ip.IcmpError;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.skb.Truesize;
import dev.wireproof.core.sock.Sock.Endpoint;
import java.util.List;

/** Entries of the error queue about packets that could not be delivered (net/ipv4/ip_sockglue.c). */
public final class IcmpReports {
    private static final byte[] NOTHING = {};

    private IcmpReports() {}

    /**
     * An ICMP error (Linux {@code ip_icmp_error}).
     *
     * @param quoted its data is the quoted transport header
     * @param from octets of that header that the protocol does not show
     */
    public static void queue(ErrorQueue queue, SkBuff quoted, int from, IcmpError news, Endpoint about) {
        byte[] payload = new byte[Math.max(0, quoted.length() - from)];
        quoted.copyTo(from, payload, 0, payload.length);
        ExtendedError error = ExtendedError.icmp(news.errno(), news.type(), news.code(), news.info(), news.offender());
        queue.add(new QueuedError(error, about, payload, quoted.truesize, List.of()));
    }

    /** A packet that this host would not send, such as one larger than {@code info} (Linux {@code ip_local_error}). */
    public static void queueLocal(ErrorQueue queue, Errno errno, int info, Endpoint about) {
        queue.add(new QueuedError(ExtendedError.local(errno, info), about, NOTHING, Truesize.SMALL, List.of()));
    }
}
