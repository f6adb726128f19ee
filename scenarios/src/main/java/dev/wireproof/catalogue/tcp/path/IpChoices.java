package dev.wireproof.catalogue.tcp.path;

import static dev.wireproof.catalogue.tcp.Opening.PORT;
import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** What the user chooses for the IP header of a connection's segments (RFC 9293 section 3.9.1.9 and 3.9.2). */
public class IpChoices {
    private static final int EXPEDITED = 0xB8;
    private static final int LOW_DELAY = 0x10;

    @Scenario(id = "tcp-path/diffserv",
            rfc = {"9293-MUST-48", "9293-SHLD-21", "9293-SHLD-22"},
            confirmedBy = {"rfc:9293-MUST-48", "kernel:6.18.44"})
    public void everySegmentCarriesTheValueThatIsSetNow(Ladder it) {
        SutSocket conn = passive(it, listener(it, "IP_TOS", EXPEDITED), syn(0).mss(1000), 65_535);
        conn.write(bytes(1000));
        it.out(now(), data(1, 1001).psh().ack(1).tos(EXPEDITED));
        it.in(after(ms(10)), ack(1, 1001));
        conn.option("IP_TOS", LOW_DELAY);
        conn.write(bytes(1000, 2000));
        it.out(now(), data(1001, 2001).psh().ack(1).tos(LOW_DELAY));
        it.out(between(ms(200), ms(260)), data(1001, 2001).psh().ack(1).retransmitted().tos(LOW_DELAY));
        it.in(after(ms(1)), data(1, 1001).ack(2001));
        it.out(now(), ack(2001, 1001).tos(LOW_DELAY));
        it.step("the two bits of ECN are not the user's");
        conn.option("IP_TOS", 0x23);
        conn.write(bytes(2000, 3000));
        it.out(now(), data(2001, 3001).psh().ack(1001).tos(0x20));
        it.in(after(ms(10)), ack(1001, 3001));
        conn.close();
        it.out(now(), rstAck(3001, 1001).tos(0x20));
    }

    @Scenario(id = "tcp-path/ttl",
            rfc = "9293-MUST-49",
            confirmedBy = {"rfc:9293-MUST-49", "kernel:6.18.44"})
    public void theTtlOfSegmentsIsChosenByTheUser(Ladder it) {
        SutSocket listener = listener(it, "IP_TTL", 7);
        it.in(now(), syn(0).mss(1000));
        it.out(now(), synAck(0, 1).ttl(7));
        it.in(after(ms(10)), ack(1, 1));
        SutSocket conn = listener.accept();
        conn.write(bytes(1000));
        it.out(now(), data(1, 1001).psh().ack(1).ttl(7));
        it.in(after(ms(10)), ack(1, 1001));
        conn.option("IP_TTL", 200);
        conn.write(bytes(1000, 2000));
        it.out(now(), data(1001, 2001).psh().ack(1).ttl(200));
        it.in(after(ms(10)), ack(1, 2001));
        conn.option("IP_TTL", -1);
        conn.write(bytes(2000, 3000));
        it.out(now(), data(2001, 3001).psh().ack(1).ttl(64));
        it.in(after(ms(10)), ack(1, 3001));
        it.fails(Errno.EINVAL, () -> conn.option("IP_TTL", 0));
        it.fails(Errno.EINVAL, () -> conn.option("IP_TTL", 256));
    }

    @Scenario(id = "tcp-path/minimum-ttl", needs = Capability.COUNTERS,
            confirmedBy = "kernel:6.18.44")
    public void segmentsAndErrorsFromTooFarAwayAreNotTaken(Ladder it) {
        SutSocket conn = passive(it, listener(it, "IP_MINTTL", 64), syn(0).mss(1000), 65_535);
        conn.write(bytes(1000));
        it.out(now(), data(1, 1001).psh().ack(1));
        byte[] farther = it.lastSent();
        it.in(after(ms(1)), ack(1, 1001).ttl(63));
        it.in(after(ms(1)), rst(1).ttl(63));
        forward(farther);
        it.in(after(ms(1)), icmp(3, 1).quoting(farther, 28));
        it.equal("dropped", 3L, it.sut().counter("TcpExt.TCPMinTTLDrop"));
        it.equal("error", "OK", conn.takeError());
        it.in(after(ms(1)), ack(1, 1001));
        it.in(after(ms(1)), syn(0).peerPort(41_000).port(PORT).ttl(63));
        it.quiet(ms(1));
        it.equal("dropped", 4L, it.sut().counter("TcpExt.TCPMinTTLDrop"));
    }

    /** Does to a packet what a router does (RFC 1812 section 5.3.1): one hop less, and a checksum that fits. */
    private static void forward(byte[] packet) {
        packet[8]--;
        int sum = ((packet[10] & 0xFF) << 8 | packet[11] & 0xFF) + 0x100;
        sum = (sum & 0xFFFF) + (sum >>> 16);
        packet[10] = (byte) (sum >>> 8);
        packet[11] = (byte) sum;
    }
}
