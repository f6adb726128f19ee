package dev.wireproof.core.wire;

/** ARP for Ethernet and IPv4, 28 octets (RFC 826). */
public final class ArpView {
    public static final int SIZE = 28;
    public static final int ETHERNET = 1;
    public static final int REQUEST = 1;
    public static final int REPLY = 2;

    private byte[] a;
    private int o;

    public ArpView at(byte[] octets, int offset) {
        a = octets;
        o = offset;
        return this;
    }

    public int hardwareType() {
        return Octets.u16(a, o);
    }

    public int protocolType() {
        return Octets.u16(a, o + 2);
    }

    public int hardwareLength() {
        return Octets.u8(a, o + 4);
    }

    public int protocolLength() {
        return Octets.u8(a, o + 5);
    }

    public int operation() {
        return Octets.u16(a, o + 6);
    }

    public long senderMac() {
        return Octets.u48(a, o + 8);
    }

    public int senderIp() {
        return Octets.i32(a, o + 14);
    }

    public long targetMac() {
        return Octets.u48(a, o + 18);
    }

    public int targetIp() {
        return Octets.i32(a, o + 24);
    }

    /** Writes hardware type 1, protocol 0x0800, lengths 6 and 4, and the operation. */
    public ArpView ethernetIpv4(int operation) {
        Octets.put16(a, o, ETHERNET);
        Octets.put16(a, o + 2, EtherType.IPV4);
        Octets.put8(a, o + 4, 6);
        Octets.put8(a, o + 5, 4);
        Octets.put16(a, o + 6, operation);
        return this;
    }

    public ArpView hardwareType(int value) {
        Octets.put16(a, o, value);
        return this;
    }

    public ArpView protocolType(int value) {
        Octets.put16(a, o + 2, value);
        return this;
    }

    public ArpView hardwareLength(int value) {
        Octets.put8(a, o + 4, value);
        return this;
    }

    public ArpView protocolLength(int value) {
        Octets.put8(a, o + 5, value);
        return this;
    }

    public ArpView sender(long mac, int ip) {
        Octets.put48(a, o + 8, mac);
        Octets.put32(a, o + 14, ip);
        return this;
    }

    public ArpView target(long mac, int ip) {
        Octets.put48(a, o + 18, mac);
        Octets.put32(a, o + 24, ip);
        return this;
    }
}
