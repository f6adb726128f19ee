package dev.wireproof.catalogue.tcp.calls;

import static dev.wireproof.catalogue.tcp.Opening.PORT;
import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** Signed segments (RFC 2385; Linux {@code TCP_MD5SIG}). */
public class Signatures {
    private static final String KEY = "between us two";

    @Scenario(id = "tcp-calls/signed-server", needs = {Capability.SIGNATURES, Capability.COUNTERS},
            confirmedBy = {"formula:MD5 of pseudo-header, fixed header, text and key (RFC 2385 section 2.0)", "formula:NOP NOP signature in front of all options, timestamps left out beside SACK (Linux tcp_synack_options)", "kernel:6.18.44"})
    public void aListenerWithAKeySignsAndTakesOnlyWhatIsSigned(Ladder it) {
        SutSocket listener = listener(it).signatureKey(it.peer(), KEY);
        it.step("unsigned, and signed with another key: as if nothing had come");
        it.in(now(), syn(0).mss(1000).sackPermitted());
        it.in(after(ms(10)), syn(0).mss(1000).sackPermitted().signed("somebody else's"));
        it.quiet(ms(50));
        it.equal("missing", 1L, it.sut().counter("TcpExt.TCPMD5NotFound"));
        it.equal("wrong", 1L, it.sut().counter("TcpExt.TCPMD5Failure"));
        it.in(now(), syn(0).mss(1000).sackPermitted().ts(1000).signed(KEY));
        it.out(now(), synAck(0, 1).signed(KEY));
        it.in(after(ms(10)), ack(1, 1).signed(KEY));
        SutSocket conn = listener.accept();
        conn.write(bytes(1000));
        it.step("a full segment is shorter by the option");
        it.out(now(), data(1, 981).ack(1).signed(KEY));
        it.out(now(), data(981, 1001).psh().ack(1).signed(KEY));
        it.in(after(ms(1)), ack(1, 1001));
        it.quiet(ms(5));
        it.in(now(), ack(1, 1001).signed(KEY));
        it.in(after(ms(10)), data(1, 101).psh().ack(1001).signed(KEY));
        it.out(now(), ack(1001, 101).signed(KEY));
        it.equal("read", bytes(100), conn.read(200));
        conn.close();
        it.out(now(), fin(1001, 101).signed(KEY));
    }

    @Scenario(id = "tcp-calls/signed-client", needs = Capability.SIGNATURES,
            confirmedBy = {"formula:MD5 of pseudo-header, fixed header, text and key (RFC 2385 section 2.0)", "kernel:6.18.44"})
    public void aClientWithAKeySignsItsSynAndIgnoresWhatIsNotSigned(Ladder it) {
        SutSocket client = it.sut().socket(STREAM).signatureKey(it.peer(), KEY);
        PendingCall<SutSocket> call = it.call("connect", () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0).signed(KEY));
        it.step("a reset by somebody who does not know the key");
        it.in(after(ms(10)), rstAck(0, 1));
        it.quiet(ms(10));
        call.blocks();
        it.in(now(), synAck(0, 1).mss(1000).signed(KEY));
        it.out(now(), ack(1, 1).signed(KEY));
        call.returns(ms(20), Errno.OK);
        it.in(after(ms(10)), rst(1));
        it.quiet(ms(10));
        client.write(bytes(10));
        it.out(now(), data(1, 11).psh().ack(1).signed(KEY));
        it.in(after(ms(10)), ack(1, 11).signed(KEY));
        it.step("answers to what cannot be are signed as well");
        it.in(after(ms(10)), data(1000, 1010).ack(11).win(65_535).signed(KEY));
        it.out(now(), ack(11, 1).signed(KEY));
    }

    @Scenario(id = "tcp-calls/signed-time-wait", needs = Capability.SIGNATURES,
            confirmedBy = {"formula:TIME-WAIT keeps the key for its answers (Linux tcp_time_wait)", "kernel:6.18.44"})
    public void whatIsLeftOfASignedConnectionSignsItsAnswers(Ladder it) {
        SutSocket conn = passiveSigned(it);
        conn.shutdownWrite();
        it.out(now(), fin(1, 1).signed(KEY));
        it.in(after(ms(10)), fin(1, 2).signed(KEY));
        it.out(now(), ack(2, 2).signed(KEY));
        it.in(after(ms(10)), fin(1, 2).signed(KEY));
        it.out(now(), ack(2, 2).signed(KEY));
        conn.close();
    }

    private static SutSocket passiveSigned(Ladder it) {
        SutSocket listener = listener(it).signatureKey(it.peer(), KEY);
        it.in(now(), syn(0).mss(1000).signed(KEY));
        it.out(now(), synAck(0, 1).signed(KEY));
        it.in(after(ms(10)), ack(1, 1).signed(KEY));
        return listener.accept();
    }

    @Scenario(id = "tcp-calls/unexpected-signature", needs = Capability.COUNTERS,
            confirmedBy = {"formula:a signature without a key is refused (Linux tcp_inbound_md5_hash)",
                    "packetdrill:gtests/net/tcp/md5/md5-only-on-client-ack.pkt", "kernel:6.18.44"})
    public void aSignatureThatNobodyAskedForIsRefused(Ladder it) {
        SutSocket listener = listener(it);
        it.in(now(), syn(0).mss(1000));
        it.out(now(), synAck(0, 1));
        it.in(after(ms(10)), ack(1, 1).signed(KEY));
        it.quiet(ms(10));
        it.equal("unexpected", 1L, it.sut().counter("TcpExt.TCPMD5Unexpected"));
        it.fails(Errno.EAGAIN, () -> listener.nonBlocking(true).accept());
        it.in(now(), ack(1, 1));
        it.check("accepted", listener.accept().localPort() == PORT);
    }

    @Scenario(id = "tcp-calls/key-removed", needs = Capability.SIGNATURES,
            confirmedBy = {"formula:an empty key takes the key away, ENOENT when there is none (Linux tcp_v4_parse_md5_keys)", "kernel:6.18.44"})
    public void aKeyCanBeTakenAway(Ladder it) {
        SutSocket listener = listener(it);
        it.fails(Errno.ENOENT, () -> listener.signatureKey(it.peer(), ""));
        it.fails(Errno.EINVAL, () -> listener.signatureKey(it.peer(), "x".repeat(81)));
        listener.signatureKey(it.peer(), KEY).signatureKey(it.peer(), "");
        SutSocket conn = passive(it, listener, syn(0).mss(1000), 65_535);
        conn.write(bytes(10));
        it.out(now(), data(1, 11).psh().ack(1));
        it.in(after(ms(10)), ack(1, 11));
    }
}
