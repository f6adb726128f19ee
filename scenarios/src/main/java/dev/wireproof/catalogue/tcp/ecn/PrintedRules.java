package dev.wireproof.catalogue.tcp.ecn;

import static dev.wireproof.catalogue.tcp.Opening.PORT;
import static dev.wireproof.catalogue.tcp.Opening.listener;
import static dev.wireproof.catalogue.tcp.ecn.EcnOpening.*;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.rig.capture.TcpSegmentRecord;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Lab;
import dev.wireproof.rig.scenario.LabFrame;
import dev.wireproof.rig.scenario.LabHost;
import dev.wireproof.rig.scenario.LabWire;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** What RFC 3168 prints and Linux does not do, and a transfer over a router that marks instead of dropping. */
public class PrintedRules {
    private static final int SEGMENTS = 100;

    @Scenario(id = "tcp-ecn/window-of-one", profile = "textbook", needs = {Capability.SYSCTLS, Capability.ROUTE_METRICS},
            rfc = {"3168-6.1.2-d", "3168-6.1.2-c"},
            confirmedBy = "rfc:3168-6.1.2-d")
    public void anEchoAtAWindowOfOneSegmentMakesTheNextWaitForTheTimer(Ladder it) {
        it.sut().routeMetrics("initcwnd 1");
        SutSocket conn = EcnOpening.passive(it);
        conn.write(bytes(2000));
        it.out(now(), segment(1, 1001).ack(1).tos(ECT0));
        it.in(after(ms(10)), ack(1, 1001).ece());
        it.quiet(ms(999));
        it.out(after(ms(1)), data(1001, 2001).psh().ack(1).cwr().tos(ECT0)).proves("TCP-13/cwr-sent");
        it.in(after(ms(10)), ack(1, 2001));
    }

    @Scenario(id = "tcp-ecn/one-reduction-in-octets", profile = "textbook", needs = {Capability.SYSCTLS, Capability.ROUTE_METRICS, Capability.TCP_INFO},
            rfc = {"3168-5-a", "3168-6.1.2-b", "3168-6.1.2-c"},
            confirmedBy = "rfc:3168-6.1.2-b")
    public void anEchoHalvesTheWindowOnceAndNothingIsSentAgain(Ladder it) {
        it.sut().routeMetrics("initcwnd 8");
        SutSocket conn = EcnOpening.passive(it);
        conn.option("TCP_NODELAY", 1);
        for (int i = 0; i < 8; i++) {
            conn.write(bytes(i * 1000, i * 1000 + 1000));
            it.out(now(), data(i * 1000 + 1, i * 1000 + 1001).psh().ack(1).tos(ECT0));
        }
        it.in(after(ms(10)), ack(1, 1001).ece());
        it.info(conn).cwnd(4).ssthresh(4).proves("TCP-13/one-reduction");
        it.in(after(ms(1)), ack(1, 3001).ece());
        it.info(conn).cwnd(4).ssthresh(4).proves("TCP-13/one-reduction");
        conn.write(bytes(8000, 9000));
        it.in(after(ms(1)), ack(1, 8001));
        it.out(now(), data(8001, 9001).psh().ack(1).cwr().tos(ECT0)).proves("TCP-13/cwr-sent");
        it.in(after(ms(10)), ack(1, 9001).ece());
        it.info(conn).ssthresh(2).proves("TCP-13/one-reduction");
    }

    @Scenario(id = "tcp-ecn/marked-probe", profile = "textbook", needs = Capability.SYSCTLS,
            rfc = "3168-6.1.6-b",
            confirmedBy = "rfc:3168-6.1.6-b")
    public void theMarkOfAWindowProbeIsEchoed(Ladder it) {
        SutSocket listener = listener(it, "SO_RCVBUF", 2000);
        it.in(now(), syn(0).ece().cwr().mss(1000));
        it.out(now(), synAck(0, 1).ece());
        it.in(after(ms(10)), ack(1, 1));
        listener.accept().option("TCP_QUICKACK", 1);
        it.in(now(), data(1, 1001).ack(1).tos(ECT0));
        it.out(now(), ack(1, 1001).win(1000));
        it.in(after(ms(1)), data(1001, 2001).ack(1).tos(ECT0));
        it.out(after(ms(40)), ack(1, 2001).win(0));
        it.in(after(ms(1)), data(2001, 2002).psh().ack(1).tos(CE));
        it.out(now(), ack(1, 2001).ece().win(0)).proves("TCP-13/ce-echoed");
    }

    @Scenario(id = "tcp-ecn/marked-on-the-way",
            rfc = {"3168-5-a", "3168-6.1.3-a", "3168-6.1.3-c", "9293-SHLD-8"},
            confirmedBy = "rfc:3168-5-a")
    public void aRouterThatMarksSlowsTheSenderWithoutALoss(Lab lab) {
        LabHost sender = lab.host("sender");
        LabHost receiver = lab.host("receiver");
        LabWire wire = lab.wire(sender, receiver).oneWayDelay(ms(10));
        sender.sysctl("net.ipv4.tcp_ecn", "1");
        wire.faults(sender.to(receiver)).plan("mark on 40");
        lab.task(receiver, "sink", () -> receiver.socket(STREAM).bind(PORT).listen(1).accept().readFully(SEGMENTS * 1460));
        lab.task(sender, "source", () -> {
            SutSocket s = sender.socket(STREAM);
            s.connect(wire.addressB(), PORT).write(new byte[SEGMENTS * 1460]);
            s.close();
        });
        lab.run();
        int cwr = 0;
        int echoes = 0;
        for (LabFrame f : lab.ladder().data(sender.to(receiver))) {
            cwr += f.has(TcpSegmentRecord.CWR) ? 1 : 0;
        }
        for (LabFrame f : lab.ladder().sent(receiver.to(sender))) {
            echoes += f.isTcp() && f.has(TcpSegmentRecord.ECE) && !f.has(TcpSegmentRecord.SYN) ? 1 : 0;
        }
        lab.equal("segments with CWR", 1, cwr).proves("TCP-13/cwr-sent");
        lab.check("acknowledgements echo", echoes > 0).proves("TCP-13/ce-echoed");
        lab.equal("marked packets received", 1L, receiver.counter("IpExt.InCEPkts"));
        lab.check("deliveries counted under an echo", sender.counter("TcpExt.TCPDeliveredCE") > 0);
        lab.equal("segments sent again", 0L, sender.counter("Tcp.RetransSegs"));
    }
}
