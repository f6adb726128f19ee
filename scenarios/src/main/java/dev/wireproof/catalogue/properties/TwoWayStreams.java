package dev.wireproof.catalogue.properties;

import static dev.wireproof.rig.scenario.Words.STREAM;
import static dev.wireproof.rig.scenario.Words.bytes;
import static dev.wireproof.rig.scenario.Words.ms;
import static dev.wireproof.rig.scenario.Words.seconds;

import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.sim.Task;
import dev.wireproof.rig.explore.Case;
import dev.wireproof.rig.explore.Setting;
import dev.wireproof.rig.fault.FaultPlan;
import dev.wireproof.rig.fault.FaultRule;
import dev.wireproof.rig.fault.Scope;
import dev.wireproof.rig.scenario.Lab;
import dev.wireproof.rig.scenario.LabHost;
import dev.wireproof.rig.scenario.LabWire;
import dev.wireproof.rig.scenario.RunSetup;
import dev.wireproof.rig.scenario.SutSocket;
import dev.wireproof.rig.scenario.Trial;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/** Two programs that send to each other all the time, over a cable that loses, repeats, reorders and corrupts. */
public final class TwoWayStreams extends FaultProperty {
    private static final int PORT = 8080;
    private static final int FRAMES = 120;
    /** How long the cable stays bad; longer than the backed-off timeouts of a few losses in a row. */
    private static final int BAD_SECONDS = 60;
    private static final int PATIENCE_SECONDS = 900;

    public TwoWayStreams() {
        super("tcp-window/both-streams-arrive-unchanged",
                "whatever a cable does, each side reads exactly the octets that the other wrote, and no monitor objects to a frame",
                Features.with(new Setting("run", 1, 1_000_000, 1), Setting.flag("textbook"), new Setting("clientOctets", 0, 120_000, 0),
                new Setting("serverOctets", 0, 120_000, 0), new Setting("piece", 1, 20_000, 1000), new Setting("buffer", 2_304, 200_000, 65_536),
                new Setting("mtu", 200, 1500, 1500), new Setting("delayMillis", 0, 300, 10), new Setting("clientIsn", 0, 0xFFFF_FFFFL, 1000),
                new Setting("serverIsn", 0, 0xFFFF_FFFFL, 1000),
                // Neither limit, a slow cable with a long queue, a slow one with a short queue.
                new Setting("bottleneck", 0, 2, 0)));
    }

    @Override
    protected List<FaultRule> drawSteps(Rng chance, Case<FaultRule> settings) {
        return FaultSteps.drawOnStreams(chance, 8, FRAMES, Scope.FORWARD, Scope.BACKWARD);
    }

    @Override
    public Trial check(Case<FaultRule> one) {
        Profile profile = one.is("textbook") ? Profile.TEXTBOOK : Profile.MODERN;
        return Trial.ofLab(new RunSetup(one.get("run"), profile), lab -> new Run(lab, one).judge()).watched();
    }

    /** One conversation; the two programs note what they have read. */
    private static final class Run {
        private final Lab lab;
        private final Case<FaultRule> one;
        private final LabWire wire;
        private final LabHost client;
        private final LabHost server;
        private final int serverOctets;
        private final ByteArrayOutputStream readByClient = new ByteArrayOutputStream();
        private final ByteArrayOutputStream readByServer = new ByteArrayOutputStream();

        Run(Lab lab, Case<FaultRule> one) {
            this.lab = lab;
            this.one = one;
            // By table 5 of RFC 9293 an ACK that stands at the right edge is refused, and two sides that have filled each other's windows
            // refuse each other's for ever: in the textbook one side therefore has less to say than the window takes, its FIN included.
            serverOctets = one.is("textbook") ? Math.min(one.number("serverOctets"), one.number("buffer") - 2) : one.number("serverOctets");
            client = lab.host("client");
            server = lab.host("server");
            wire = lab.wire(client, server).mtu(one.number("mtu")).oneWayDelay(ms(one.get("delayMillis")));
            client.nextIsn((int) one.get("clientIsn"));
            server.nextIsn((int) one.get("serverIsn"));
            if (one.get("bottleneck") > 0) {
                wire.rate(1_000_000).queue(one.get("bottleneck") == 1 ? 100 : 5);
            }
            Features.set(one, client, server);
            wire.cable().faults(new FaultPlan(one.steps()));
        }

        void judge() {
            Task serves = lab.task(server, "serve", this::serve);
            Task talks = lab.task(client, "talk", this::talk);
            lab.runFor(seconds(BAD_SECONDS));
            wire.cable().faults(FaultPlan.NONE);
            for (int i = 0; i < PATIENCE_SECONDS && !(serves.isDone() && talks.isDone()); i++) {
                lab.runFor(seconds(1));
            }
            if (!(serves.isDone() && talks.isDone()) && drewBack(client) && drewBack(server)) {
                return;
            }
            lab.check("both programs to end " + PATIENCE_SECONDS + " s after the cable was whole", serves.isDone() && talks.isDone());
            compare("client", serverOctets, readByClient);
            compare("server", one.number("clientOctets"), readByServer);
        }

        /**
         * Whether memory ran out, so that the window was taken back. Linux then refuses what fitted the window before (7323-2.4-a in the
         * ledger), and two sides that both did refuse each other's ACKs until they give up.
         */
        private static boolean drewBack(LabHost host) {
            return host.counter("TcpExt.TCPRcvQDrop") > 0;
        }

        private void compare(String reader, int octets, ByteArrayOutputStream read) {
            byte[] got = read.toByteArray();
            int at = Arrays.mismatch(bytes(octets), got);
            lab.check(octets + " octets read by the " + reader + ", got " + got.length + ", the first other one at " + at, at < 0);
        }

        private void serve() {
            SutSocket listener = server.socket(STREAM).option("SO_RCVBUF", one.number("buffer")).bind(PORT).listen(1);
            if (Features.isFastOpen(one, true)) {
                listener.option("TCP_FASTOPEN", 5);
            }
            SutSocket conn = listener.accept();
            listener.close();
            converse(server, conn, 0, serverOctets, readByServer);
        }

        private void talk() {
            SutSocket conn = client.socket(STREAM).option("SO_RCVBUF", one.number("buffer"));
            int octets = one.number("clientOctets");
            boolean early = Features.isFastOpen(one, false) && octets > 0;
            if (early) {
                conn.option("TCP_FASTOPEN_CONNECT", 1);
            }
            conn.connect(wire.addressB(), PORT);
            // An opening that waits for the first write is none for a read before it.
            int begun = early ? Math.min(octets, one.number("piece")) : 0;
            if (early) {
                conn.write(bytes(1, begun + 1));
            }
            converse(client, conn, begun, octets, readByClient);
        }

        /** Writes what is not yet begun in one program and reads in another, then closes. */
        private void converse(LabHost host, SutSocket conn, int begun, int octets, ByteArrayOutputStream read) {
            Task writes = lab.task(host, "write", () -> {
                for (int at = begun; at < octets; at += one.number("piece")) {
                    conn.write(bytes(at + 1, Math.min(octets, at + one.number("piece")) + 1));
                }
                conn.shutdownWrite();
            });
            for (byte[] got = conn.read(one.number("piece")); got.length > 0; got = conn.read(one.number("piece"))) {
                read.writeBytes(got);
            }
            writes.join();
            conn.close();
        }
    }
}
