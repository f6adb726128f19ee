package dev.wireproof.core.tcp.signature;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.base.Errno;
import java.util.ArrayList;
import java.util.List;

/** The keys of one socket, by peer (Linux {@code tcp_md5sig_info}). The longest prefix that fits an address wins. */
public final class SignatureKeys {
    /** Longest key in octets (Linux {@code TCP_MD5SIG_MAXKEYLEN}). */
    public static final int LONGEST = 80;

    private record Entry(Cidr peers, byte[] key) {}

    private final List<Entry> entries = new ArrayList<>();
    private Address only;
    private byte[] itsKey;

    /** The key for one peer: what a connection takes over from its listener. */
    public static SignatureKeys of(Address peer, byte[] key) {
        SignatureKeys keys = new SignatureKeys();
        keys.only = peer;
        keys.itsKey = key;
        return keys;
    }

    /**
     * Sets the key for some peers; an empty one takes it away.
     *
     * @return OK, EINVAL for a key that is too long, ENOENT when there is none to take away
     */
    public Errno set(Cidr peers, byte[] key) {
        if (key.length > LONGEST) {
            return Errno.EINVAL;
        }
        boolean had = entries.removeIf(e -> e.peers.equals(peers));
        if (only != null && peers.contains(only)) {
            had = true;
            only = null;
        }
        if (key.length == 0) {
            return had ? Errno.OK : Errno.ENOENT;
        }
        entries.add(new Entry(peers, key.clone()));
        return Errno.OK;
    }

    /** The key for a peer, or null. */
    public byte[] find(Address peer) {
        if (peer.equals(only)) {
            return itsKey;
        }
        Entry best = null;
        for (Entry e : entries) {
            if (e.peers.contains(peer) && (best == null || e.peers.length() > best.peers.length())) {
                best = e;
            }
        }
        return best == null ? null : best.key;
    }
}
