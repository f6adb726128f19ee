package dev.wireproof.core.dev;

import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.wire.EtherType;
import dev.wireproof.core.wire.IpProtocol;
import dev.wireproof.core.wire.Octets;

/**
 * Receive-side scaling: the Toeplitz hash over addresses and ports spreads flows over queues, all frames of a flow to the same
 * one (Microsoft RSS specification, whose sample key is used). Other traffic goes to queue 0.
 */
final class FlowHash {
    private static final int IPV4_HEADER = 20;
    private static final int[] KEY = {
        0x6d5a56da, 0x255b0ec2, 0x4167253d, 0x43a38fb0, 0xd0ca2bcb, 0xae7b30b4, 0x77cb2da3, 0x8030f20c, 0x6a42b73b, 0xbeac01fa
    };

    /** The queue for a frame whose {@code data()} is its Ethernet header. */
    int queue(SkBuff skb, int queues) {
        if (skb.hash == 0) {
            skb.hash = hash(skb);
        }
        return (int) ((skb.hash & 0xFFFF_FFFFL) * queues >>> 32);
    }

    private static int hash(SkBuff skb) {
        byte[] a = skb.head();
        int ip = skb.data() + NetDevice.HEADER;
        if (skb.linearLength() < NetDevice.HEADER + IPV4_HEADER || Octets.u16(a, ip - 2) != EtherType.IPV4) {
            return 0;
        }
        int hash = toeplitz(toeplitz(0, 0, Octets.i32(a, ip + 12)), 1, Octets.i32(a, ip + 16));
        int transport = ip + 4 * (a[ip] & 15);
        int protocol = Octets.u8(a, ip + 9);
        boolean whole = (Octets.u16(a, ip + 6) & 0x3FFF) == 0;
        boolean ports = protocol == IpProtocol.TCP || protocol == IpProtocol.UDP;
        return whole && ports && transport + 4 <= skb.tail() ? toeplitz(hash, 2, Octets.i32(a, transport)) : hash;
    }

    /** Goes on with the 32 input bits that are word {@code index} of the input. */
    static int toeplitz(int hash, int index, int word) {
        long window = (long) KEY[index] << 32 | KEY[index + 1] & 0xFFFF_FFFFL;
        int h = hash;
        for (int bit = 0; bit < 32; bit++) {
            if ((word & 1 << 31 - bit) != 0) {
                h ^= (int) (window >>> 32 - bit);
            }
        }
        return h;
    }
}
