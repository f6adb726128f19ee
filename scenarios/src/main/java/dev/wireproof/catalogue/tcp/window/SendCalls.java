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

/** What a send call does with its octets. */
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
}
