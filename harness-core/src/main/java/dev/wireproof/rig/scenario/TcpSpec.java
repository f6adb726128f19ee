package dev.wireproof.rig.scenario;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.wire.IpProtocol;
import dev.wireproof.core.wire.Ipv4View;
import dev.wireproof.core.wire.TcpView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A TCP segment in a scenario's words; numbers are relative to each side's initial sequence number. */
public final class TcpSpec extends PacketSpec {
    private static final int DEFAULT_WINDOW = 65_535;

    final FrameBuilder.IpFields ip = new FrameBuilder.IpFields();
    final TcpOptionsSpec options = new TcpOptionsSpec();
    int flags;
    int seq;
    int length;
    Integer ack;
    Integer window;
    Integer urgent;
    Integer peerPort;
    Integer sutPort;
    byte[] payload;
    private boolean retransmitted;
    private boolean badChecksum;
    private Integer tos;
    private Boolean dontFragment;
    private Address peer;
    private Address to;
    private int reserved;
    private boolean absolute;
    private int lostBefore;

    TcpSpec(int flags, int seq, int length) {
        this.flags = flags;
        this.seq = seq;
        this.length = length;
    }

    /** Acknowledges up to {@code number}, which sets the ACK flag. */
    public TcpSpec ack(int number) {
        flags |= TcpView.ACK;
        ack = number;
        return this;
    }

    /** Window field as on the wire, unscaled, 0 to 65535. */
    public TcpSpec win(int field) {
        window = field;
        return this;
    }

    public TcpSpec psh() {
        flags |= TcpView.PSH;
        return this;
    }

    public TcpSpec fin() {
        flags |= TcpView.FIN;
        return this;
    }

    public TcpSpec syn() {
        flags |= TcpView.SYN;
        return this;
    }

    public TcpSpec rst() {
        flags |= TcpView.RST;
        return this;
    }

    /** Sets URG and the urgent pointer. */
    public TcpSpec urg(int pointer) {
        flags |= TcpView.URG;
        urgent = pointer;
        return this;
    }

    /** Sets the urgent pointer and leaves URG clear. */
    public TcpSpec pointerAlone(int pointer) {
        urgent = pointer;
        return this;
    }

    public TcpSpec ece() {
        flags |= TcpView.ECE;
        return this;
    }

    public TcpSpec cwr() {
        flags |= TcpView.CWR;
        return this;
    }

    public TcpSpec mss(int value) {
        options.mss = value;
        return this;
    }

    public TcpSpec wscale(int shift) {
        options.windowScale = shift;
        return this;
    }

    public TcpSpec sackPermitted() {
        options.sackPermitted = true;
        return this;
    }

    /** Timestamps; when expected, only their presence counts. */
    public TcpSpec ts() {
        options.timestamps = true;
        return this;
    }

    /** Timestamps with values; when expected, both count. */
    public TcpSpec ts(int value, int echo) {
        options.timestamps = true;
        options.tsVal = value;
        options.tsEcr = echo;
        return this;
    }

    /** Sent: timestamps with this value that echo the latest value of the host (0 without ACK). Expected: this value, any echo. */
    public TcpSpec ts(int value) {
        options.timestamps = true;
        options.tsVal = value;
        return this;
    }

    /** Expected: timestamps that echo this value of the peer. */
    public TcpSpec echoes(int value) {
        options.timestamps = true;
        options.tsEcr = value;
        return this;
    }

    /** A Fast Open option of kind 34 with this cookie in hexadecimal digits, empty to ask for one. */
    public TcpSpec fastOpen(String cookie) {
        options.fastOpen(cookie, false);
        return this;
    }

    /** The same in the experimental form. */
    public TcpSpec fastOpenExperimental(String cookie) {
        options.fastOpen(cookie, true);
        return this;
    }

    /** Expected: no Fast Open option. */
    public TcpSpec noFastOpen() {
        options.noFastOpen = true;
        return this;
    }

    /** So many octets of the stream on a SYN. */
    public TcpSpec text(int octets) {
        length = octets;
        return this;
    }

    /** Signed with this key (RFC 2385); expected: with a signature that the key explains. */
    public TcpSpec signed(String key) {
        options.signatureKey = key;
        return this;
    }

    /** Adds a SACK block, relative like an acknowledgement. */
    public TcpSpec sack(int left, int right) {
        options.sack.add(left);
        options.sack.add(right);
        return this;
    }

    /** No options at all. */
    public TcpSpec noOptions() {
        options.none = true;
        return this;
    }

    /** Option octets as they are, a multiple of 4 long; any nonsense is possible. */
    public TcpSpec rawOptions(int... octets) {
        options.raw = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            options.raw[i] = (byte) octets[i];
        }
        return this;
    }

    /** Payload octets instead of the stream pattern. */
    public TcpSpec payload(byte[] octets) {
        payload = octets.clone();
        length = octets.length;
        return this;
    }

    /** Expected to repeat numbers that were sent before. */
    public TcpSpec retransmitted() {
        retransmitted = true;
        return this;
    }

    /** Sent with a wrong checksum. */
    public TcpSpec badChecksum() {
        badChecksum = true;
        return this;
    }

    /** Peer's port, for scenarios with several connections. */
    public TcpSpec peerPort(int port) {
        peerPort = port;
        return this;
    }

    /** Port of the host under test. */
    public TcpSpec port(int port) {
        sutPort = port;
        return this;
    }

    /** Sent from, or expected towards, another address than the peer's. */
    public TcpSpec peer(Address address) {
        peer = address;
        return this;
    }

    /** Sent: so many packets of the peer were lost right before it, as its IP identification shows. */
    public TcpSpec lostBefore(int packets) {
        lostBefore = packets;
        return this;
    }

    /** Sent to another address than the one of the host under test. */
    public TcpSpec to(Address address) {
        to = address;
        return this;
    }

    /** The four reserved bits of the header; 0 unless said, and 0 expected. */
    public TcpSpec reserved(int bits) {
        reserved = bits;
        return this;
    }

    /** Numbers are absolute, not relative to an initial sequence number. */
    public TcpSpec absolute() {
        absolute = true;
        return this;
    }

    public TcpSpec tos(int octet) {
        tos = octet;
        ip.tos = octet;
        return this;
    }

    public TcpSpec ttl(int value) {
        ip.ttl = value;
        return this;
    }

    public TcpSpec dontFragment(boolean set) {
        dontFragment = set;
        ip.flagsAndOffset = set ? Ipv4View.DF : 0;
        return this;
    }

    Address peerAddress(Wiring w) {
        return peer == null ? w.addressing.peer() : peer;
    }

    Conversation conversation(Wiring w) {
        return w.conversation(sutPort == null ? w.sutPort : sutPort, peerPort == null ? w.peerPort : peerPort);
    }

    @Override
    byte[] build(Wiring w) {
        Conversation c = conversation(w);
        if ((flags & TcpView.SYN) != 0) {
            c.peerIsn = absolute ? seq : w.peerIsn;
        }
        int sutBase = absolute || !c.sutIsnKnown ? 0 : c.sutIsn;
        byte[] optionOctets = options.encode(sutBase, (flags & TcpView.ACK) == 0 ? 0 : c.sutTsVal);
        int header = TcpView.SIZE + optionOctets.length;
        Address from = peerAddress(w);
        w.ipId += lostBefore;
        Address target = to == null ? w.addressing.sut() : to;
        ip.id = w.ipId++;
        byte[] octets = FrameBuilder.ipv4(
                w.addressing.peerMac(), w.addressing.sutMac(), ip, from, target, IpProtocol.TCP, header + length);
        TcpView tcp = new TcpView().at(octets, FrameBuilder.PAYLOAD_AT);
        tcp.ports(c.peerPort, c.sutPort)
                .seq((absolute ? 0 : c.peerIsn) + seq)
                .ack(ackField(c, sutBase))
                .lengthAndFlags(header, flags)
                .reserved(reserved)
                .window(window == null ? DEFAULT_WINDOW : window)
                .urgentPointer(urgent == null ? 0 : urgent);
        System.arraycopy(optionOctets, 0, octets, FrameBuilder.PAYLOAD_AT + TcpView.SIZE, optionOctets.length);
        byte[] data = payload != null ? payload : StreamPattern.octets((flags & TcpView.SYN) != 0 ? seq : seq - 1, length);
        System.arraycopy(data, 0, octets, FrameBuilder.PAYLOAD_AT + header, length);
        if (options.signatureKey != null) {
            byte[] digest = SegmentSignature.of(octets, FrameBuilder.IP_AT, octets.length, options.signatureKey);
            System.arraycopy(digest, 0, octets, SegmentSignature.find(octets, FrameBuilder.PAYLOAD_AT), digest.length);
        }
        int sum = FrameBuilder.transportChecksum(octets, from, target, IpProtocol.TCP);
        tcp.checksum(badChecksum ? sum ^ 0x5555 : sum);
        return octets;
    }

    @Override
    List<String> differences(Seen seen, Wiring w) {
        List<String> lines = new ArrayList<>();
        if (seen.tcp == null) {
            lines.add("protocol: expected a TCP segment");
            return lines;
        }
        Conversation c = w.conversation(seen.tcp.sourcePort(), seen.tcp.destinationPort());
        if (sutPort != null && sutPort != c.sutPort || peerPort != null && peerPort != c.peerPort) {
            lines.add("ports: expected " + (sutPort == null ? "any" : sutPort) + " > " + (peerPort == null ? "any" : peerPort)
                    + ", got " + c.sutPort + " > " + c.peerPort);
        }
        int sutBase = absolute ? 0 : sutIsn(seen, c);
        int peerBase = absolute ? 0 : c.peerIsn;
        Fields.compare(lines, "flags", FlagText.of(flags), FlagText.of(seen.tcp.flags()));
        Fields.compare(lines, "seq", Integer.toUnsignedString(seq), Integer.toUnsignedString(seen.tcp.seq() - sutBase));
        Fields.compare(lines, "length", length, seen.payloadLength);
        if (ack != null) {
            Fields.compare(lines, "ack", Integer.toUnsignedString(ack), Integer.toUnsignedString(seen.tcp.ack() - peerBase));
        }
        Fields.compare(lines, "reserved", reserved, seen.tcp.reserved());
        Fields.compare(lines, "win", window, seen.tcp.window());
        Fields.compare(lines, "urg", urgent, seen.tcp.urgentPointer());
        Fields.compare(lines, "tos", tos, seen.ip.tos());
        Fields.compare(lines, "DF", dontFragment, seen.ip.dontFragment());
        options.differences(lines, seen, peerBase);
        signatureDifference(lines, seen);
        payloadDifference(lines, seen);
        return lines;
    }

    private void signatureDifference(List<String> lines, Seen seen) {
        if (options.signatureKey == null) {
            return;
        }
        int tcpAt = seen.payload - seen.tcp.headerLength();
        int at = SegmentSignature.find(seen.octets, tcpAt);
        if (at < 0) {
            lines.add("signature: expected, got none");
            return;
        }
        byte[] right = SegmentSignature.of(seen.octets, tcpAt - Ipv4View.SIZE, seen.payload + seen.payloadLength, options.signatureKey);
        if (!Arrays.equals(right, Arrays.copyOfRange(seen.octets, at, at + right.length))) {
            lines.add("signature: not the one of this key");
        }
    }

    private int ackField(Conversation c, int sutBase) {
        if (ack != null) {
            return sutBase + ack;
        }
        return (flags & TcpView.ACK) == 0 ? 0 : sutBase + c.acknowledgesAll();
    }

    private void payloadDifference(List<String> lines, Seen seen) {
        if (payload != null && !Fields.samePayload(seen, payload)) {
            lines.add("payload: octets differ");
        }
    }

    private int sutIsn(Seen seen, Conversation c) {
        if ((seen.tcp.flags() & TcpView.SYN) != 0) {
            return seen.tcp.seq();
        }
        return c.sutIsnKnown ? c.sutIsn : 0;
    }

    @Override
    void matched(Seen seen, Wiring w) {
        boolean again = w.learn(seen);
        if (retransmitted && !again) {
            throw new ScenarioFailure("expected a retransmission of " + text() + ", but these numbers were sent for the first time");
        }
    }

    @Override
    String text() {
        return FlagText.of(flags) + " " + Integer.toUnsignedString(seq) + ":" + Integer.toUnsignedString(seq + length) + "(" + length + ")"
                + (ack == null ? "" : " ack " + Integer.toUnsignedString(ack)) + (window == null ? "" : " win " + window)
                + (urgent == null ? "" : " urg " + urgent) + options.text();
    }
}
