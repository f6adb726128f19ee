package dev.wireproof.catalogue.tcp.urgent;

import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** What a user sees of the peer's urgent octets (RFC 9293 section 3.8.5, RFC 6093; Linux {@code tcp_urg}, {@code tcp_recv_urg}). */
public class UrgentReceiving {
    @Scenario(id = "tcp-urgent/one-octet-out-of-band",
            rfc = {"9293-MUST-30", "9293-MUST-33", "6093-3-a"}, needs = Capability.IOCTLS,
            confirmedBy = {"rfc:6093-3-a", "formula:the octet in front of the pointer, reading stops before it (facts 9.19)", "kernel:6.18.44"})
    public void theOctetBeforeThePointerIsTakenAloneAndPassedOver(Ladder it) {
        SutSocket conn = passive(it).nonBlocking(true);
        it.in(after(ms(10)), data(1, 101).psh().ack(1).urg(90));
        it.out(now(), ack(1, 101));
        it.equal("ready", "IN OUT PRI", conn.poll()).proves("TCP-8/urg");
        it.equal("before the mark", 89, conn.unread());
        it.equal("at the mark", false, conn.isAtMark());
        it.step("plain reading stops in front of the urgent octet");
        it.equal("read", 89, conn.read(200).length).proves("TCP-8/urg");
        it.equal("at the mark", true, conn.isAtMark()).proves("TCP-8/urg");
        it.equal("urgent octet", bytes(90, 91)[0], conn.receive(1, Sock.MSG_OOB)[0]).proves("TCP-8/urg");
        it.fails(Errno.EINVAL, () -> conn.receive(1, Sock.MSG_OOB));
        it.equal("ready", "IN OUT", conn.poll());
        it.step("and goes on behind it");
        it.equal("rest", bytes(91, 101), conn.read(200));
        it.equal("at the mark", false, conn.isAtMark());
        it.fails(Errno.EAGAIN, () -> conn.read(1));
    }

    @Scenario(id = "tcp-urgent/in-line",
            rfc = "6093-6-a", needs = Capability.IOCTLS,
            confirmedBy = {"rfc:6093-6-a", "formula:SO_OOBINLINE leaves the octet in its place, reading still stops at it (facts 9.19)", "kernel:6.18.44"})
    public void inLineTheOctetStaysAtItsPlaceAndReadingStopsAtTheMark(Ladder it) {
        SutSocket conn = passive(it, listener(it, "SO_OOBINLINE", 1), syn(0).mss(1000), 65_535).nonBlocking(true);
        it.in(after(ms(10)), data(1, 101).psh().ack(1).urg(90));
        it.out(now(), ack(1, 101));
        it.equal("ready", "IN OUT PRI", conn.poll());
        it.fails(Errno.EINVAL, () -> conn.receive(1, Sock.MSG_OOB));
        it.equal("all that waits", 100, conn.unread());
        it.equal("up to the mark", bytes(1, 90), conn.read(200)).proves("TCP-8/urg");
        it.equal("at the mark", true, conn.isAtMark());
        it.equal("from the urgent octet on", bytes(90, 101), conn.read(200)).proves("TCP-8/urg");
    }

    @Scenario(id = "tcp-urgent/announced-before-it-comes",
            rfc = {"9293-MUST-32", "9293-3.10.7.4-6a", "9293-MUST-33"}, needs = Capability.SIGNALS,
            confirmedBy = {"rfc:9293-3.10.7.4-6a", "formula:SIGURG at the pointer, EPOLLPRI at the octet (facts 9.19)"})
    public void aPointerAheadIsSignalledOnceAndTheOctetIsReadyWhenItComes(Ladder it) {
        SutSocket conn = passive(it).nonBlocking(true);
        it.equal("signals", 0, conn.urgentSignals());
        it.step("no octet yet, but the user knows");
        it.in(after(ms(10)), ack(1, 1).urg(500));
        it.quiet(ms(1));
        it.equal("signals", 1, conn.urgentSignals()).proves("TCP-8/urg");
        it.equal("ready", "OUT", conn.poll());
        it.fails(Errno.EAGAIN, () -> conn.receive(1, Sock.MSG_OOB));
        it.step("the same place again is no news");
        it.in(now(), data(1, 401).ack(1).urg(500));
        it.out(now(), ack(1, 401));
        it.equal("signals", 1, conn.urgentSignals());
        it.in(now(), data(401, 601).psh().ack(1).urg(100));
        it.out(now(), ack(1, 601));
        it.equal("signals", 1, conn.urgentSignals());
        it.equal("ready", "IN OUT PRI", conn.poll()).proves("TCP-8/urg");
        it.equal("urgent octet", bytes(500, 501)[0], conn.receive(1, Sock.MSG_OOB)[0]);
        it.step("a pointer farther on is");
        it.in(after(ms(10)), data(601, 701).psh().ack(1).urg(100));
        it.out(now(), ack(1, 701));
        it.equal("signals", 2, conn.urgentSignals());
    }

    @Scenario(id = "tcp-urgent/newer-mark-replaces-the-older",
            rfc = {"9293-3.10.7.4-6a", "9293-MUST-31"}, needs = Capability.IOCTLS,
            confirmedBy = {"rfc:9293-3.10.7.4-6a", "formula:only the newest mark is kept (facts 9.19)", "kernel:6.18.44"})
    public void anOctetThatNobodyTookBecomesPartOfTheStreamWhenANewerOneComes(Ladder it) {
        SutSocket conn = passive(it).nonBlocking(true);
        it.in(after(ms(10)), data(1, 101).psh().ack(1).urg(40));
        it.out(now(), ack(1, 101));
        it.in(after(ms(10)), data(101, 201).psh().ack(1).urg(50));
        it.out(now(), ack(1, 201));
        it.equal("before the mark", 149, conn.unread()).proves("TCP-8/urg");
        it.equal("read", bytes(1, 150), conn.read(300));
        it.equal("urgent octet", bytes(150, 151)[0], conn.receive(1, Sock.MSG_OOB)[0]);
        it.step("reading that stands at a mark passes it when a newer one comes");
        it.in(after(ms(10)), data(201, 301).psh().ack(1).urg(10));
        it.out(now(), ack(1, 301));
        it.equal("at the mark", false, conn.isAtMark());
        it.equal("read", bytes(151, 210), conn.read(300));
        it.equal("urgent octet", bytes(210, 211)[0], conn.receive(1, Sock.MSG_OOB)[0]);
        it.equal("rest", bytes(211, 301), conn.read(300));
    }

    @Scenario(id = "tcp-urgent/pointer-without-the-flag",
            rfc = "9293-3.1-b", needs = Capability.IOCTLS, malformed = true,
            confirmedBy = {"rfc:9293-3.1-b", "kernel:6.18.44"})
    public void aPointerWithoutTheFlagMeansNothing(Ladder it) {
        SutSocket conn = passive(it).nonBlocking(true);
        it.in(after(ms(10)), data(1, 101).psh().ack(1).pointerAlone(50));
        it.out(now(), ack(1, 101));
        it.equal("ready", "IN OUT", conn.poll());
        it.fails(Errno.EINVAL, () -> conn.receive(1, Sock.MSG_OOB));
        it.equal("read", 100, conn.read(200).length);
    }

    @Scenario(id = "tcp-urgent/pointer-of-zero",
            rfc = "9293-3.10.7.4-6a", needs = Capability.IOCTLS,
            confirmedBy = {"formula:0 is not counted back, so the first octet is the urgent one (Linux tcp_check_urg)", "kernel:6.18.44"})
    public void aPointerOfZeroMarksTheFirstOctetOfTheSegment(Ladder it) {
        SutSocket conn = passive(it).nonBlocking(true);
        it.in(after(ms(10)), data(1, 101).psh().ack(1).urg(0));
        it.out(now(), ack(1, 101));
        it.equal("at the mark", true, conn.isAtMark());
        it.equal("urgent octet", bytes(1, 2)[0], conn.receive(1, Sock.MSG_OOB)[0]);
        it.equal("rest", bytes(2, 101), conn.read(200));
        it.step("and on an empty segment the next one to come");
        it.in(after(ms(10)), ack(101, 1).urg(0));
        it.fails(Errno.EAGAIN, () -> conn.receive(1, Sock.MSG_OOB));
        it.in(after(ms(10)), data(101, 111).psh().ack(1));
        it.out(now(), ack(1, 111));
        it.equal("urgent octet", bytes(101, 102)[0], conn.receive(1, Sock.MSG_OOB)[0]);
        it.equal("rest", bytes(102, 111), conn.read(200));
    }

    @Scenario(id = "tcp-urgent/pointer-to-the-last-octet",
            rfc = "6093-3-a", needs = {Capability.IOCTLS, Capability.SYSCTLS},
            confirmedBy = {"rfc:6093-3-a", "formula:tcp_stdurg does not count back (Linux tcp_check_urg)", "kernel:6.18.44"})
    public void withStdurgThePointerIsTheUrgentOctetItself(Ladder it) {
        it.sut().sysctl("net.ipv4.tcp_stdurg", "1");
        SutSocket conn = passive(it).nonBlocking(true);
        it.in(after(ms(10)), data(1, 101).psh().ack(1).urg(50));
        it.out(now(), ack(1, 101));
        it.equal("before the mark", 50, conn.unread());
        it.equal("urgent octet", bytes(51, 52)[0], conn.receive(1, Sock.MSG_OOB)[0]);
        it.equal("read", 50, conn.read(200).length);
    }

    @Scenario(id = "tcp-urgent/behind-the-fin", profile = "textbook",
            rfc = "9293-3.10.7.4-6b",
            confirmedBy = "rfc:9293-3.10.7.4-6b")
    public void anUrgentPointerBehindTheFinIsIgnored(Ladder it) {
        SutSocket conn = passive(it).nonBlocking(true);
        it.in(after(ms(10)), fin(1, 1));
        it.out(between(ms(0), ms(60)), ack(1, 2));
        it.in(after(ms(10)), ack(2, 1).urg(10));
        it.quiet(ms(10));
        it.fails(Errno.EINVAL, () -> conn.receive(1, Sock.MSG_OOB));
        it.equal("end of the stream", 0, conn.read(10).length);
    }

    @Scenario(id = "tcp-urgent/behind-the-fin-in-linux",
            confirmedBy = {"formula:tcp_rcv_state_process looks at the pointer in every state", "kernel:6.18.44"})
    public void linuxNotesAnUrgentPointerBehindTheFin(Ladder it) {
        SutSocket conn = passive(it).nonBlocking(true);
        it.in(after(ms(10)), fin(1, 1));
        it.out(between(ms(0), ms(60)), ack(1, 2));
        it.fails(Errno.EINVAL, () -> conn.receive(1, Sock.MSG_OOB));
        it.in(after(ms(10)), ack(2, 1).urg(10));
        it.quiet(ms(10));
        it.equal("an octet that never comes", 0, conn.receive(1, Sock.MSG_OOB).length);
        it.equal("end of the stream", 0, conn.read(10).length);
    }
}
