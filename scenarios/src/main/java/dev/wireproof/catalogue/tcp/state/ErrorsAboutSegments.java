package dev.wireproof.catalogue.tcp.state;

import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** ICMP errors that quote a segment of the host: whose they are, and what they may do (RFC 9293 section 3.9.2.2). */
public class ErrorsAboutSegments {
    private static final int SEQUENCE_AT = 24;

    /** The packet with another sequence number, as somebody would send it who can only guess. */
    private static byte[] guessed(byte[] packet) {
        byte[] other = packet.clone();
        other[SEQUENCE_AT] ^= 0x40;
        return other;
    }

    @Scenario(id = "tcp-state/error-outside-the-window", needs = {Capability.COUNTERS, Capability.TCP_INFO},
            rfc = {"9293-MUST-54", "9293-MUST-55", "9293-MUST-56"},
            confirmedBy = {"rfc:9293-MUST-56", "kernel:6.18.44"})
    public void anErrorAboutWhatWasNotSentIsIgnoredAndATrueOneIsSoft(Ladder it) {
        SutSocket conn = passive(it);
        conn.write(bytes(100));
        it.out(now(), data(1, 101).psh().ack(1));
        byte[] sent = it.lastSent();
        it.in(after(ms(1)), icmp(3, 1).quoting(guessed(sent), 28));
        it.equal("outside the window", 1L, it.sut().counter("TcpExt.OutOfWindowIcmps"));
        it.equal("error", "OK", conn.takeError());
        it.in(after(ms(1)), icmp(4, 0).quoting(sent, 28));
        it.equal("error", "OK", conn.takeError());
        it.in(after(ms(1)), icmp(3, 1).quoting(sent, 28));
        it.equal("error", "EHOSTUNREACH", conn.takeError()).proves("IP-8/soft-error");
        it.info(conn).state("ESTABLISHED").proves("IP-8/soft-error");
        it.in(after(ms(1)), ack(1, 101));
    }

    @Scenario(id = "tcp-state/error-about-a-syn", needs = Capability.COUNTERS,
            rfc = "9293-MUST-54",
            confirmedBy = {"rfc:9293-MUST-54", "kernel:6.18.44"})
    public void anErrorAboutTheSynEndsTheAttempt(Ladder it) {
        SutSocket client = it.sut().socket(STREAM);
        PendingCall<SutSocket> connect = it.call("connect", () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0));
        byte[] sent = it.lastSent();
        it.in(after(ms(10)), icmp(3, 3).quoting(guessed(sent), 28));
        it.equal("outside the window", 1L, it.sut().counter("TcpExt.OutOfWindowIcmps"));
        it.in(after(ms(10)), icmp(3, 3).quoting(sent, 28));
        connect.returns(ms(20), Errno.ECONNREFUSED).proves("IP-8/hard-error");
        it.quiet(ms(1500));
    }
}
