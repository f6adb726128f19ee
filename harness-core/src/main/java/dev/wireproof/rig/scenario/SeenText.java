package dev.wireproof.rig.scenario;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Mac;
import dev.wireproof.core.wire.ArpView;
import dev.wireproof.core.wire.TcpOptions;
import dev.wireproof.core.wire.TcpView;
import java.util.HexFormat;

/** One frame in the words of a ladder, numbers relative to each side's initial sequence number. */
final class SeenText {
    private SeenText() {}

    static String of(Seen s, Wiring w, boolean fromSut) {
        if (s.isArp()) {
            return arp(s);
        }
        if (s.ip == null) {
            return "frame of " + s.octets.length + " octets";
        }
        if (s.tcp != null) {
            return tcp(s, w, fromSut);
        }
        String fragment = s.ip.isFragment()
                ? " fragment " + s.ip.fragmentOffset() + "+" + (s.ip.totalLength() - s.ip.headerLength()) + (s.ip.moreFragments() ? " MF" : "")
                : "";
        if (s.udp != null) {
            return "UDP " + s.udp.sourcePort() + " > " + s.udp.destinationPort() + " (" + s.payloadLength + ")" + fragment;
        }
        if (s.icmp != null) {
            return "ICMP " + s.icmp.type() + "/" + s.icmp.code() + " 0x" + Integer.toHexString(s.icmp.rest()) + " (" + s.payloadLength + ")"
                    + fragment;
        }
        return "IP protocol " + s.ip.protocol() + fragment;
    }

    private static String arp(Seen s) {
        String target = Address.v4(s.arp.targetIp()).toString();
        String sender = Address.v4(s.arp.senderIp()).toString();
        return s.arp.operation() == ArpView.REQUEST
                ? "ARP who-has target " + target + " sender " + sender
                : "ARP is-at " + sender + " " + new Mac(s.arp.senderMac()) + " target " + target;
    }

    private static String tcp(Seen s, Wiring w, boolean fromSut) {
        Conversation c = fromSut
                ? w.conversation(s.tcp.sourcePort(), s.tcp.destinationPort())
                : w.conversation(s.tcp.destinationPort(), s.tcp.sourcePort());
        boolean syn = (s.tcp.flags() & TcpView.SYN) != 0;
        int ours = fromSut ? (syn ? s.tcp.seq() : c.sutIsnKnown ? c.sutIsn : 0) : c.peerIsn;
        int theirs = fromSut ? c.peerIsn : c.sutIsnKnown ? c.sutIsn : 0;
        int seq = s.tcp.seq() - ours;
        StringBuilder text = new StringBuilder(FlagText.of(s.tcp.flags()))
                .append(' ')
                .append(Integer.toUnsignedString(seq))
                .append(':')
                .append(Integer.toUnsignedString(seq + s.payloadLength))
                .append('(')
                .append(s.payloadLength)
                .append(')');
        if ((s.tcp.flags() & TcpView.ACK) != 0) {
            text.append(" ack ").append(Integer.toUnsignedString(s.tcp.ack() - theirs));
        }
        text.append(" win ").append(s.tcp.window());
        if ((s.tcp.flags() & TcpView.URG) != 0) {
            text.append(" urg ").append(s.tcp.urgentPointer());
        }
        return text.append(options(s.options, theirs)).toString();
    }

    private static String options(TcpOptions o, int ackBase) {
        StringBuilder text = new StringBuilder();
        append(text, o.mss() != TcpOptions.ABSENT, "mss " + o.mss());
        append(text, o.sackPermitted(), "sackOK");
        append(text, o.hasTimestamps(), "TS val " + Integer.toUnsignedString(o.tsVal()) + " ecr " + Integer.toUnsignedString(o.tsEcr()));
        append(text, o.windowScale() != TcpOptions.ABSENT, "wscale " + o.windowScale());
        for (int i = 0; i < o.sackBlocks(); i++) {
            append(text, true, "sack " + Integer.toUnsignedString(o.sackLeft(i) - ackBase) + ":"
                    + Integer.toUnsignedString(o.sackRight(i) - ackBase));
        }
        String fastOpen = fastOpen(o);
        append(text, !fastOpen.isEmpty(), fastOpen);
        return text.isEmpty() ? "" : " <" + text + ">";
    }

    /** The Fast Open option, or nothing. */
    static String fastOpen(TcpOptions o) {
        if (o.cookieLength() == TcpOptions.ABSENT) {
            return "";
        }
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < o.cookieLength(); i++) {
            hex.append(HexFormat.of().toHexDigits(o.cookieOctet(i)));
        }
        return fastOpen(o.isCookieExperimental(), hex.toString());
    }

    static String fastOpen(boolean experimental, String hex) {
        return (experimental ? "FOEXP" : "FO") + (hex.isEmpty() ? "" : " " + hex);
    }

    private static void append(StringBuilder text, boolean present, String word) {
        if (present) {
            text.append(text.isEmpty() ? "" : ",").append(word);
        }
    }
}
