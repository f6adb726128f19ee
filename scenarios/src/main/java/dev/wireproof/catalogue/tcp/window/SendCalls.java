package dev.wireproof.catalogue.tcp.window;

import static dev.wireproof.catalogue.tcp.Opening.passive;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;
import java.util.Arrays;

/** What a send call does with its octets, and urgent octets in both directions. */
public class SendCalls {
    @Scenario(id = "tcp-window/send-copies",
            rfc = {"9293-3.10.8-b", "9293-MUST-61"},
            confirmedBy = {"kernel:6.18.44", "rfc:9293-3.10.8-b"})
    public void theCallersBufferMayChangeAfterTheCall(Ladder it) {
        SutSocket conn = passive(it);
        byte[] octets = bytes(10);
        it.equal("taken", 10, conn.write(octets)).proves("TCP-20/push-now");
        Arrays.fill(octets, (byte) 0x55);
        it.out(now(), data(1, 11).psh().ack(1).payload(bytes(10)));
        it.out(between(ms(205), ms(240)), data(1, 11).psh().ack(1).payload(bytes(10)).retransmitted())
                .proves("TCP-20/send-copies", "TCP-20/kept-until-acked");
        it.in(after(ms(10)), ack(1, 11));
    }

    @Scenario(id = "tcp-window/send-before-established",
            rfc = {"9293-3.10.7.3-e", "9293-MUST-61"},
            confirmedBy = "kernel:6.18.44")
    public void sendInSynSentWaitsForTheConnection(Ladder it) {
        SutSocket client = it.sut().socket(STREAM).nonBlocking(true);
        it.fails(Errno.EINPROGRESS, () -> client.connect(it.peer(), 80));
        it.out(now(), syn(0));
        it.fails(Errno.EAGAIN, () -> client.write(bytes(10)));
        client.nonBlocking(false);
        PendingCall<Integer> write = it.call("write", () -> client.write(bytes(10)));
        it.quiet(ms(20));
        write.blocks().proves("TCP-20/send-before-established");
        it.in(now(), synAck(0, 1).mss(1000));
        it.step("the ACK of the SYN rides on the octets");
        it.out(now(), data(1, 11).psh().ack(1)).proves("TCP-20/send-before-established");
        it.quiet(ms(5));
        it.equal("taken", 10, write.result());
        it.in(after(ms(10)), ack(1, 11));
    }

    @Scenario(id = "tcp-window/more-to-come",
            rfc = {"9293-MAY-16", "9293-SHLD-27"},
            confirmedBy = {"packetdrill:gtests/net/tcp/nagle/sendmsg_msg_more.pkt", "kernel:6.18.44"})
    public void msgMoreHoldsOctetsForTheNextCall(Ladder it) {
        SutSocket conn = passive(it);
        conn.send(bytes(10), Sock.MSG_MORE);
        it.quiet(ms(50)).proves("TCP-20/returns-unsent", "TCP-20/waits");
        conn.send(bytes(11, 21), 0);
        it.out(now(), data(1, 21).psh().ack(1)).proves("TCP-20/push-now");
        it.in(after(ms(10)), ack(1, 21));
    }

    @Scenario(id = "tcp-window/urgent-received",
            rfc = {"9293-MUST-30", "9293-3.10.7.4-6a", "9293-MUST-33"},
            confirmedBy = {"rfc:9293-3.10.7.4-6a", "kernel:6.18.44"})
    public void anUrgentOctetIsReadOutOfBand(Ladder it) {
        SutSocket conn = passive(it);
        it.fails(Errno.EINVAL, () -> conn.receive(1, Sock.MSG_OOB));
        it.in(after(ms(10)), data(1, 4).psh().ack(1).urg(3));
        it.out(now(), ack(1, 4));
        it.step("reading stops before the urgent octet, the last one before the pointer");
        it.equal("octets before the mark", bytes(2), conn.read(100)).proves("TCP-8/urg");
        it.equal("urgent octet", bytes(3, 4), conn.receive(1, Sock.MSG_OOB)).proves("TCP-8/urg");
        it.fails(Errno.EINVAL, () -> conn.receive(1, Sock.MSG_OOB));
        it.in(after(ms(10)), data(4, 6).psh().ack(1));
        it.out(now(), ack(1, 6));
        it.equal("octets behind it", bytes(4, 6), conn.read(100)).proves("TCP-8/urg");
    }

    @Scenario(id = "tcp-window/urgent-in-line",
            rfc = {"6093-6-a", "9293-MUST-30"},
            confirmedBy = {"rfc:6093-6-a", "kernel:6.18.44"})
    public void anUrgentOctetMayStayInLine(Ladder it) {
        SutSocket conn = passive(it).option("SO_OOBINLINE", 1);
        it.in(after(ms(10)), data(1, 4).psh().ack(1).urg(3));
        it.out(now(), ack(1, 4));
        it.equal("octets before the mark", bytes(2), conn.read(100));
        it.equal("the urgent octet in line", bytes(3, 4), conn.read(100)).proves("TCP-8/urg");
    }

    @Scenario(id = "tcp-window/urgent-sent",
            rfc = {"9293-MUST-30", "9293-MUST-62", "9293-3.10.2-e"},
            confirmedBy = {"rfc:9293-MUST-62", "kernel:6.18.44"})
    public void thePointerNamesTheOctetBehindTheUrgentOne(Ladder it) {
        SutSocket conn = passive(it);
        conn.send(bytes(3), Sock.MSG_OOB);
        it.out(now(), data(1, 4).psh().ack(1).urg(3)).proves("TCP-8/urg");
        it.in(after(ms(10)), ack(1, 4));
        conn.write(bytes(4, 6));
        it.out(now(), data(4, 6).psh().ack(1));
        it.in(after(ms(10)), ack(1, 6));
    }
}
