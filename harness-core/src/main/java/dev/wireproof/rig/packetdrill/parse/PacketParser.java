package dev.wireproof.rig.packetdrill.parse;

import dev.wireproof.rig.packetdrill.parse.Token.Kind;
import dev.wireproof.rig.packetdrill.script.Action;
import dev.wireproof.rig.packetdrill.script.Datagram;
import dev.wireproof.rig.packetdrill.script.IcmpMessage;
import dev.wireproof.rig.packetdrill.script.IpInfo;
import dev.wireproof.rig.packetdrill.script.ScriptProblem;
import dev.wireproof.rig.packetdrill.script.Segment;
import java.util.List;

/** Packets: direction, network header, ports, then a segment, a datagram or an ICMP message. */
final class PacketParser {
    private static final String FLAGS = "FSRP.UEWA";
    private static final long MAX_32 = 0xFFFF_FFFFL;
    private static final List<String> WRAPPERS = List.of("ipv4", "ipv6", "gre", "GREv0", "mpls", "psp", "encap");

    private final Tokens tokens;
    private final OptionParser options;

    PacketParser(Tokens tokens) {
        this.tokens = tokens;
        options = new OptionParser(tokens);
    }

    Action.Packet packet() {
        boolean inbound = tokens.take().is('<');
        IpInfo ip = ipInfo();
        Token t = tokens.peek();
        if (t.kind() == Kind.WORD && WRAPPERS.contains(t.text())) {
            throw ScriptProblem.unsupported(t.line(), "packets wrapped in " + t.text());
        }
        if (tokens.acceptWord("icmp")) {
            return icmp(inbound, ip);
        }
        boolean udp = tokens.acceptWord("udp");
        int source = 0;
        int destination = 0;
        if (tokens.peek().kind() == Kind.INTEGER) {
            source = (int) tokens.number("a port", 0, 0xFFFF);
            tokens.expect('>');
            destination = (int) tokens.number("a port", 0, 0xFFFF);
        }
        return udp ? new Datagram(inbound, ip, source, destination, inBrackets()) : segment(inbound, ip, source, destination);
    }

    private int inBrackets() {
        tokens.expect('(');
        int length = (int) tokens.number("a length", 0, 0xFFFF);
        tokens.expect(')');
        return length;
    }

    private IpInfo ipInfo() {
        char end = tokens.accept('[') ? ']' : tokens.accept('(') ? ')' : 0;
        IpInfo info = IpInfo.UNSAID;
        if (end == 0) {
            return info;
        }
        do {
            info = oneIpField(info);
        } while (tokens.accept(','));
        tokens.expect(end);
        return info;
    }

    private IpInfo oneIpField(IpInfo i) {
        if (tokens.acceptWord("tos")) {
            return new IpInfo(IpInfo.TosCheck.ALL, (int) tokens.anyNumber("a TOS octet", 0, 255), i.ttl(), i.flowLabel());
        }
        if (tokens.acceptWord("ttl")) {
            return new IpInfo(i.check(), i.tos(), (int) tokens.anyNumber("a TTL", 0, 255), i.flowLabel());
        }
        if (tokens.acceptWord("flowlabel")) {
            return new IpInfo(i.check(), i.tos(), i.ttl(), (int) tokens.anyNumber("a flow label", 0, 0xFFFFF));
        }
        if (tokens.acceptWord("ect01")) {
            return new IpInfo(IpInfo.TosCheck.ECT01, 2, i.ttl(), i.flowLabel());
        }
        int bits = List.of("noecn", "ect1", "ect0", "ce").indexOf(tokens.peek().text());
        if (bits < 0) {
            throw tokens.problem("noecn, ect0, ect1, ect01, ce, tos, ttl or flowlabel");
        }
        tokens.take();
        return new IpInfo(IpInfo.TosCheck.ECN, bits, i.ttl(), i.flowLabel());
    }

    private Segment segment(boolean inbound, IpInfo ip, int source, int destination) {
        Token at = tokens.peek();
        String letters = tokens.takeRaw().text();
        int flags = 0;
        int ace = -1;
        for (char c : (letters.equals("-") ? "" : letters).toCharArray()) {
            if (c >= '0' && c <= '7' && ace < 0) {
                ace = c - '0';
            } else if (FLAGS.indexOf(c) >= 0) {
                flags |= 1 << FLAGS.indexOf(c);
            } else {
                throw Tokens.problem(at, "expected flags out of " + FLAGS + ", one digit for ACE, or '-', found '" + letters + "'");
            }
        }
        if (ace >= 0) {
            flags |= (ace & 1) << 6 | (ace & 2) << 6 | (ace & 4) << 6;
        }
        long[] range = range();
        long ack = tokens.acceptWord("ack") ? tokens.number("an acknowledgement number", 0, MAX_32) : 0;
        long window = tokens.acceptWord("win") ? tokens.number("a window", 0, 0xFFFF) : -1;
        long urgent = tokens.acceptWord("urg") ? tokens.number("an urgent pointer", 0, 0xFFFF) : 0;
        if (inbound && window < 0) {
            throw tokens.problem("'win' of an inbound segment");
        }
        byte[] octets = options.options(inbound);
        return new Segment(inbound, ip, source, destination, flags, ace, (int) range[0], (int) range[1], (int) ack, (int) window,
                (int) urgent, octets);
    }

    /** {@code start:end(length)}: start and length. */
    private long[] range() {
        Token at = tokens.peek();
        long start = tokens.number("a sequence number", 0, MAX_32);
        tokens.expect(':');
        long end = tokens.number("the end of the sequence range", 0, MAX_32);
        int length = inBrackets();
        if ((int) (start + length) != (int) end) {
            throw Tokens.problem(at, "expected the range " + start + ":" + (start + length & MAX_32) + " for " + length + " octets, found "
                    + start + ":" + end);
        }
        return new long[] {start, length};
    }

    private IcmpMessage icmp(boolean inbound, IpInfo ip) {
        String type = tokens.expect(Kind.WORD).text();
        Token next = tokens.peek();
        boolean hasCode = next.kind() == Kind.WORD && !next.isWord("mtu") && !next.isWord("id");
        String code = hasCode ? tokens.take().text() : "";
        long mtu = tokens.acceptWord("mtu") ? tokens.number("an MTU", 0, MAX_32) : -1;
        int id = tokens.acceptWord("id") ? (int) tokens.number("an identifier", 0, 0xFFFF) : 0;
        IcmpMessage.Quoted quoted = IcmpMessage.Quoted.TCP;
        long[] range = {0, 0};
        if (tokens.accept('[')) {
            if (tokens.acceptWord("udp")) {
                quoted = IcmpMessage.Quoted.UDP;
                range[1] = inBrackets();
            } else if (tokens.acceptWord("raw")) {
                quoted = IcmpMessage.Quoted.RAW;
                range[1] = inBrackets();
            } else {
                range = range();
            }
            tokens.expect(']');
        }
        return new IcmpMessage(inbound, ip, type, code, mtu, id, quoted, (int) range[0], (int) range[1]);
    }
}
