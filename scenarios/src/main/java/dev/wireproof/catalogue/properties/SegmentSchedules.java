package dev.wireproof.catalogue.properties;

import static dev.wireproof.rig.scenario.Words.*;

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
import dev.wireproof.rig.scenario.TcpSpec;
import dev.wireproof.rig.scenario.Trial;
import java.util.List;
import java.util.Optional;

/** A stream in segments of any cut and order, overlapping and repeated, all inside the window (RFC 9293 section 3.10.7.4, seventh step). */
public final class SegmentSchedules extends StepProperty<PieceStep> {
    private static final int PORT = 8080;
    private static final int PEER_PORT = 40_000;
    private static final int LONGEST_STREAM = 12_000;

    public SegmentSchedules() {
        super("tcp-window/any-segments-make-the-stream",
                "every acknowledgement names the end of what came in order, and the reader gets each octet of it once",
                Setting.flag("textbook"), Setting.flag("sack"), new Setting("peerIsn", 0, 0xFFFF_FFFFL, 5000));
    }

    @Override
    protected List<PieceStep> drawSteps(Rng chance, Case<PieceStep> settings) {
        return PieceStep.draw(chance, LONGEST_STREAM);
    }

    @Override
    protected PieceStep readStep(String text) {
        return PieceStep.read(text);
    }

    @Override
    protected List<PieceStep> simplerStep(PieceStep step) {
        return step.simpler();
    }

    @Override
    public Trial check(Case<PieceStep> one) {
        Profile profile = one.is("textbook") ? Profile.TEXTBOOK : Profile.MODERN;
        // No monitors: to them such a peer looks like a sender that gets its sequence numbers wrong.
        return Trial.ofLadder(new RunSetup(1, profile), it -> new Run(it, one).judge());
    }

    /** One stream, and the oracle of its octets. */
    private static final class Run {
        private final Ladder it;
        private final Case<PieceStep> one;
        private final SutSocket reader;
        private final WindowOracle oracle;
        private int read;

        Run(Ladder it, Case<PieceStep> one) {
            this.it = it;
            this.one = one;
            it.ports(PORT, PEER_PORT);
            it.peerIsn((int) one.get("peerIsn"));
            SutSocket listener = it.sut().socket(STREAM).bind(PORT).listen(1);
            TcpSpec syn = syn(0).mss(1460);
            it.in(now(), one.is("sack") ? syn.sackPermitted() : syn);
            it.out(now(), synAck(0, 1));
            it.in(now(), ack(1, 1));
            reader = listener.accept().nonBlocking(true);
            oracle = new WindowOracle(new WindowOracle.Limits(1460, Long.MAX_VALUE, true), 0);
        }

        void judge() {
            int end = one.steps().stream().filter(s -> s.kind() == PieceStep.Kind.PIECE).mapToInt(PieceStep::end).max().orElse(0);
            oracle.write(end);
            one.steps().forEach(this::take);
            it.step("all that is missing, in order");
            for (long from = oracle.inOrder(); from < end; from = oracle.inOrder()) {
                arrive((int) from, (int) Math.min(1000, end - from));
            }
            read(end);
            it.equal("octets read in the end", end, read);
            it.pass(ms(500));
            acknowledgements();
            it.in(now(), rst(end + 1));
        }

        private void take(PieceStep s) {
            it.step(s.toString());
            switch (s.kind()) {
                case PIECE -> arrive(s.offset(), s.amount());
                case READ -> read(s.amount());
                default -> it.pass(ms(s.amount()));
            }
            acknowledgements();
        }

        private void arrive(int offset, int length) {
            oracle.arrives(offset, offset + length);
            it.in(now(), data(offset + 1, offset + length + 1).ack(1));
            acknowledgements();
        }

        private void read(int most) {
            try {
                byte[] got = reader.read(most);
                note(oracle.reads(read, got.length));
                it.equal("octets from " + read, bytes(read + 1, read + got.length + 1), got);
                read += got.length;
                it.check("all octets in order to be readable", got.length == most || read == oracle.inOrder());
            } catch (ErrnoException nothing) {
                it.equal("octets read when nothing more is in order", oracle.inOrder(), (long) read);
            }
        }

        private void acknowledgements() {
            for (ObservedFrame f : it.taken()) {
                TcpView tcp = Frames.tcp(f.octets());
                int ack = tcp.ack() - (int) one.get("peerIsn") - 1;
                it.equal("acknowledgement", oracle.inOrder(), (long) ack);
                note(oracle.acknowledges(ack, tcp.window()));
            }
        }

        private void note(Optional<String> objection) {
            it.check("what a window allows: " + objection.orElse(""), objection.isEmpty());
        }
    }
}
