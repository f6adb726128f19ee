package dev.wireproof.catalogue.tcp.state;

import static dev.wireproof.catalogue.tcp.Opening.PORT;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.base.Span;
import dev.wireproof.rig.scenario.Lab;
import dev.wireproof.rig.scenario.LabHost;
import dev.wireproof.rig.scenario.LabWire;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** A server under 100,000 SYNs whose senders do not exist, and clients that do. */
public class FloodedListener {
    private static final int SYNS = 100_000;
    private static final int PER_SECOND = 10_000;
    private static final int CLIENTS = 20;
    private static final int BACKLOG = 128;

    private static final class Outcome {
        int served;
        int failed;
        long slowestNanos;
        long cookies;
        long dropped;
    }

    /** Clients that come twice a second while the flood lasts, each with a request of 100 octets and an answer of 2000. */
    private Outcome clients(Lab lab, String syncookies) {
        LabHost server = lab.host("server");
        LabHost client = lab.host("client");
        LabWire wire = lab.wire(client, server).oneWayDelay(ms(10));
        server.sysctl("net.ipv4.tcp_syncookies", syncookies);
        client.sysctl("net.ipv4.tcp_syn_retries", "1");
        client.sysctl("net.ipv4.tcp_syn_linear_timeouts", "0");
        SutSocket listener = server.socket(STREAM).bind(PORT).listen(BACKLOG);
        SynFlood flood = new SynFlood(lab, server, wire.addressB(), PORT, PER_SECOND);
        flood.start(SYNS);
        lab.runFor(ms(200));
        Outcome outcome = new Outcome();
        lab.task(server, "server", () -> serve(listener));
        for (int i = 0; i < CLIENTS; i++) {
            lab.task(client, "client" + i, () -> ask(lab, client, wire, outcome));
            lab.runFor(ms(500));
        }
        flood.end();
        outcome.cookies = server.counter("TcpExt.SyncookiesSent");
        outcome.dropped = server.counter("TcpExt.TCPReqQFullDrop");
        lab.step("served " + outcome.served + ", failed " + outcome.failed + ", slowest " + Span.ns(outcome.slowestNanos)
                + ", cookies sent " + outcome.cookies + ", brought back " + server.counter("TcpExt.SyncookiesRecv")
                + ", SYNs dropped " + outcome.dropped + ", frames into the void " + flood.answers());
        int served = outcome.served;
        lab.step("whoever comes after the flood is not counted");
        lab.runFor(seconds(4));
        outcome.served = served;
        return outcome;
    }

    private static void serve(SutSocket listener) {
        while (true) {
            SutSocket conn = listener.accept();
            if (conn.readFully(100).length == 100) {
                conn.write(bytes(2000));
            }
            conn.close();
        }
    }

    private static void ask(Lab lab, LabHost client, LabWire wire, Outcome outcome) {
        SutSocket socket = client.socket(STREAM);
        long start = lab.now();
        try {
            socket.connect(wire.addressB(), PORT);
            socket.write(bytes(100));
            outcome.served += socket.readFully(2000).length == 2000 ? 1 : 0;
            outcome.slowestNanos = Math.max(outcome.slowestNanos, lab.now() - start);
        } catch (ErrnoException e) {
            outcome.failed++;
        }
        socket.close();
    }

    @Scenario(id = "tcp-state/flood-of-syns",
            rfc = "4987-3-a",
            confirmedBy = {"rfc:4987-3-a", "formula:every SYN beyond 129 requests is answered by a cookie (facts 8.3)"})
    public void everyClientGetsThroughAHundredThousandSyns(Lab lab) {
        Outcome outcome = clients(lab, "1");
        lab.equal("clients served", CLIENTS, outcome.served).proves("TCP-5/flood-survived");
        lab.check("nearly all SYNs are answered by cookies", outcome.cookies > SYNS - 1000).proves("TCP-5/cookie-sent");
        lab.check("each within three round trips", outcome.slowestNanos <= ms(60).nanos()).proves("TCP-5/flood-survived");
    }

    @Scenario(id = "tcp-state/flood-without-cookies",
            confirmedBy = "formula:with room for 129 requests and 10,000 SYNs a second a place is free for a tenth of a millisecond")
    public void withoutCookiesHardlyAnyClientGetsThrough(Lab lab) {
        Outcome outcome = clients(lab, "0");
        lab.check("nearly all SYNs are dropped", outcome.dropped > SYNS - 1000);
        lab.check("at most one in ten is served", outcome.served <= CLIENTS / 10);
    }
}
