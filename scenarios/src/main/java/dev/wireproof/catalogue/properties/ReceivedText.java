package dev.wireproof.catalogue.properties;

import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.wire.TcpView;
import dev.wireproof.rig.explore.Case;
import dev.wireproof.rig.explore.Setting;
import dev.wireproof.rig.explore.StepProperty;
import dev.wireproof.rig.oracle.WindowOracle;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.ObservedFrame;
import dev.wireproof.rig.scenario.RunSetup;
import dev.wireproof.rig.scenario.SutSocket;
import dev.wireproof.rig.scenario.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A textbook receiver under segments that begin and end anywhere around its window (RFC 9293 section 3.10.7.4, first and seventh step). */
public final class ReceivedText extends StepProperty<ArrivalStep> {
    private static final int PORT = 8080;
    private static final int MSS = 1460;
    private static final int STEPS = 30;
    /** Longer than any delayed ACK. */
    private static final int LATEST_ACK_MILLIS = 500;

    public ReceivedText() {
        super("tcp-window/receiver-takes-what-lies-in-its-window",
                "of any segment exactly the octets inside the window are taken, acknowledged once nothing is missing before them, and read",
                new Setting("buffer", 2_304, 60_000, 4_096), new Setting("peerIsn", 0, 0xFFFF_FFFFL, 1000));
    }

    @Override
    protected List<ArrivalStep> drawSteps(Rng chance, Case<ArrivalStep> settings) {
        List<ArrivalStep> steps = new ArrayList<>();
        for (int i = 1 + chance.below(STEPS); i > 0; i--) {
            steps.add(ArrivalStep.draw(chance));
        }
        return steps;
    }

    @Override
    protected ArrivalStep readStep(String text) {
        return ArrivalStep.read(text);
    }

    @Override
    protected List<ArrivalStep> simplerStep(ArrivalStep step) {
        return step.simpler();
    }

    @Override
    public Trial check(Case<ArrivalStep> one) {
        return Trial.ofLadder(new RunSetup(1, Profile.TEXTBOOK), it -> {
            Run run = new Run(it, one);
            one.steps().forEach(run::take);
            it.in(now(), rst(1 + (int) run.oracle.inOrder()));
        }).watched();
    }

    /** One connection. Octets of the stream are numbered from 0, as the oracle does; the ladder's words count the SYN. */
    private static final class Run {
        private final Ladder it;
        private final SutSocket conn;
        private final WindowOracle oracle;
        private final int isn;
        private int edge;
        private int read;

        Run(Ladder it, Case<ArrivalStep> one) {
            this.it = it;
            isn = (int) one.get("peerIsn");
            it.peerIsn(isn);
            it.ports(PORT, 40_000);
            SutSocket listener = it.sut().socket(STREAM).option("SO_RCVBUF", one.number("buffer")).bind(PORT).listen(1);
            it.in(now(), syn(0).mss(MSS));
            it.out(now(), synAck(0, 1));
            it.in(after(ms(10)), ack(1, 1));
            conn = listener.accept().nonBlocking(true);
            edge = one.number("buffer");
            oracle = new WindowOracle(new WindowOracle.Limits(MSS, edge, false), edge);
            oracle.write(Integer.MAX_VALUE);
        }

        void take(ArrivalStep s) {
            it.step(s.toString());
            boolean reading = s.place() == ArrivalStep.Place.READ;
            if (reading) {
                read(s.length());
            } else {
                int base = s.place() == ArrivalStep.Place.EDGE ? edge : (int) oracle.inOrder();
                int from = Math.max(0, base + s.distance());
                oracle.arrives(from, from + s.length());
                it.in(now(), data(1 + from, 1 + from + s.length()).ack(1));
            }
            it.pass(ms(LATEST_ACK_MILLIS));
            long acked = judge();
            boolean quiet = acked < 0 && reading;
            it.check("everything up to " + oracle.inOrder() + " acknowledged " + LATEST_ACK_MILLIS + " ms later, got "
                    + (acked < 0 ? "no ACK" : "an ACK of " + acked), quiet || acked == oracle.inOrder());
        }

        /** Judges what the host has sent; the last acknowledgement among it, or -1. */
        private long judge() {
            long acked = -1;
            for (ObservedFrame f : it.taken()) {
                TcpView tcp = Frames.tcp(f.octets());
                acked = Integer.toUnsignedLong(tcp.ack() - isn - 1);
                allow(oracle.acknowledges(acked, tcp.window()));
                edge = (int) acked + tcp.window();
            }
            return acked;
        }

        private void read(int most) {
            try {
                byte[] got = conn.read(most);
                allow(oracle.reads(read, got.length));
                it.equal("octets of the stream from " + read, bytes(read + 1, read + got.length + 1), got);
                read += got.length;
            } catch (ErrnoException e) {
                it.equal("a read that gives nothing", Errno.EAGAIN, e.errno());
                it.check("nothing to read, got octets up to " + oracle.inOrder() + " after " + read, oracle.inOrder() == read);
            }
        }

        private void allow(Optional<String> objection) {
            it.check("nothing wrong: " + objection.orElse(""), objection.isEmpty());
        }
    }
}
