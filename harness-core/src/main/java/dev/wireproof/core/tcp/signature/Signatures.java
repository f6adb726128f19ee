package dev.wireproof.core.tcp.signature;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.ip.Network;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.tcp.segment.Segment;
import dev.wireproof.core.wire.TcpView;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Computes and checks signatures: MD5 over the pseudo-header, the fixed header with a checksum of zero, the text, and the key (RFC 2385
 * section 2.0; Linux {@code tcp_v4_md5_hash_skb}, {@code tcp_inbound_md5_hash}). Options are not covered.
 */
public final class Signatures {
    /** Octets of the option with the NOPs in front of it. */
    public static final int OPTION = 20;
    /** Octets of a digest. */
    public static final int DIGEST = 16;

    private static final int CHECKSUM_AT = 16;
    private static final int LONGEST_PSEUDO_HEADER = 40;

    private final Network network;
    private final Counters counters;
    private final MessageDigest md5;
    private final byte[] pseudo = new byte[LONGEST_PSEUDO_HEADER];
    private final byte[] header = new byte[TcpView.SIZE];

    public Signatures(Network network, Counters counters) {
        this.network = network;
        this.counters = counters;
        try {
            md5 = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    /**
     * Holds an arriving segment against the key that its connection or listener has for the sender.
     *
     * @param key null for none
     * @return true when the segment must be dropped; its counter is incremented
     */
    public boolean refuses(Segment s, byte[] key) {
        boolean signed = s.options.hasSignature();
        if (key == null && !signed) {
            return false;
        }
        if (key == null || !signed) {
            counters.increment(key == null ? Counter.TCPEXT_MD5_UNEXPECTED : Counter.TCPEXT_MD5_NOT_FOUND);
            return true;
        }
        if (!isRight(s, key)) {
            counters.increment(Counter.TCPEXT_MD5_FAILURE);
            return true;
        }
        s.signatureKey(key);
        return false;
    }

    private boolean isRight(Segment s, byte[] key) {
        SkBuff skb = s.skb();
        int at = skb.data() - s.headerLength();
        Address from = new Address(skb.sourceHigh, skb.sourceLow);
        Address to = new Address(skb.destinationHigh, skb.destinationLow);
        byte[] expected = digest(from, to, skb.head(), at, s.headerLength() + skb.length(), skb, 0, key);
        for (int i = 0; i < DIGEST; i++) {
            if (expected[i] != skb.head()[s.options.signatureAt() + i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * The digest of a segment.
     *
     * @param head holds the fixed header at {@code at}
     * @param length octets of header and text
     * @param textFrom where the text begins in the buffer
     */
    public byte[] digest(Address from, Address to, byte[] head, int at, int length, SkBuff skb, int textFrom, byte[] key) {
        md5.reset();
        md5.update(pseudo, 0, network.pseudoHeader(from, to, length, pseudo));
        System.arraycopy(head, at, header, 0, TcpView.SIZE);
        header[CHECKSUM_AT] = 0;
        header[CHECKSUM_AT + 1] = 0;
        md5.update(header);
        byte[] text = new byte[skb.length() - textFrom];
        skb.copyTo(textFrom, text, 0, text.length);
        md5.update(text);
        md5.update(key);
        return md5.digest();
    }
}
