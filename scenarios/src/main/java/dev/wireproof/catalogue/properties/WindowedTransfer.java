package dev.wireproof.catalogue.properties;

import static dev.wireproof.rig.scenario.Words.STREAM;
import static dev.wireproof.rig.scenario.Words.bytes;
import static dev.wireproof.rig.scenario.Words.ms;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.rig.explore.Case;
import dev.wireproof.rig.explore.Setting;
import dev.wireproof.rig.explore.StepProperty;
import dev.wireproof.rig.fault.FaultPlan;
import dev.wireproof.rig.oracle.WindowOracle;
import dev.wireproof.rig.scenario.Lab;
import dev.wireproof.rig.scenario.LabHost;
import dev.wireproof.rig.scenario.LabWire;
import dev.wireproof.rig.scenario.RunSetup;
import dev.wireproof.rig.scenario.SutSocket;
import dev.wireproof.rig.scenario.Trial;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** One stream from a writer to a reader with programs of their own, a receive buffer of any size and a bad cable between them. */
public final class WindowedTransfer extends StepProperty<TransferStep> {
    private static final int PORT = 8080;
    private static final int MSS = 1460;
    private static final int STEPS = 25;
    /** Longer than any delayed ACK. */
    private static final int LATEST_ACK_MILLIS = 500;
    private static final int PATIENCE_SECONDS = 900;
    /** SO_RCVBUF is doubled for what buffers cost beside their octets (socket(7)). */
    private static final int DOUBLED = 2;

    public WindowedTransfer() {
        super("tcp-window/any-transfer-stays-inside-the-window",
                "no octet is sent beyond the window, offered beyond the buffer, acknowledged or read before it came, and all arrive in the end",
                Features.with(Setting.flag("textbook"), new Setting("buffer", 2_304, 150_000, 20_000), new Setting("delayMillis", 1, 200, 10),
                new Setting("isn", 0, 0xFFFF_FFFFL, 1000), Setting.flag("noDelay")));
    }

    @Override
    protected List<TransferStep> drawSteps(Rng chance, Case<TransferStep> settings) {
        List<TransferStep> steps = TransferStep.draw(chance, STEPS);
        // The oracle is told what arrives, not whether a checksum then holds.
        steps.removeIf(s -> s.rule() != null && FaultSteps.corrupts(s.rule()));
        return steps;
    }

    @Override
    protected TransferStep readStep(String text) {
        return TransferStep.read(text);
    }

    @Override
    protected List<TransferStep> simplerStep(TransferStep step) {
        return step.simpler();
    }

    @Override
    public Trial check(Case<TransferStep> one) {
        Profile profile = one.is("textbook") ? Profile.TEXTBOOK : Profile.MODERN;
        return Trial.ofLab(new RunSetup(1, profile), lab -> new Run(lab, one).judge()).watched();
    }

    /** One transfer. */
    private static final class Run {
        private final Lab lab;
        private final Case<TransferStep> one;
        private final LabWire wire;
        private final WindowWatch watch;
        private final SutSocket writer;
        private final SutSocket reader;
        private int written;
        private int read;
        private boolean ended;

        Run(Lab lab, Case<TransferStep> one) {
            this.lab = lab;
            this.one = one;
            LabHost client = lab.host("client");
            LabHost server = lab.host("server");
            wire = lab.wire(client, server).oneWayDelay(ms(one.get("delayMillis")));
            Features.set(one, client, server);
            watch = new WindowWatch(new WindowOracle.Limits(MSS, (long) DOUBLED * one.number("buffer"), !one.is("textbook")),
                    client.net(), server.net(), lab::now);
            client.nextIsn((int) one.get("isn"));
            SutSocket listener = server.socket(STREAM).option("SO_RCVBUF", one.number("buffer")).bind(PORT).listen(1);
            writer = client.socket(STREAM).option("SO_SNDBUF", 2_000_000).option("TCP_NODELAY", one.number("noDelay"));
            writer.connect(wire.addressB(), PORT);
            reader = listener.accept().nonBlocking(true);
            listener.close();
        }

        void judge() {
            wire.cable().faults(new FaultPlan(one.steps().stream().map(TransferStep::rule).filter(Objects::nonNull).toList()));
            for (TransferStep s : one.steps()) {
                act(s);
                lab.equal("what is wrong after " + s, List.of(), watch.objections());
            }
            wire.cable().faults(FaultPlan.NONE);
            lab.step("the cable is whole");
            watch.oracle().finish();
            writer.shutdownWrite();
            for (int i = 0; i < 10 * PATIENCE_SECONDS && !ended; i++) {
                lab.runFor(ms(100));
                read(Integer.MAX_VALUE);
            }
            lab.runFor(ms(LATEST_ACK_MILLIS));
            watch.note(watch.oracle().completed());
            lab.equal("what is wrong in the end", List.of(), watch.objections());
            writer.close();
            reader.close();
        }

        private void act(TransferStep s) {
            switch (s.kind()) {
                case WRITE -> {
                    watch.oracle().write(s.amount());
                    lab.equal("octets taken by a write", s.amount(), writer.write(bytes(written + 1, written + s.amount() + 1)));
                    written += s.amount();
                }
                case READ -> read(s.amount());
                case WAIT -> lab.runFor(ms(s.amount()));
                default -> { }
            }
        }

        private void read(int most) {
            int left = most;
            while (left > 0 && !ended) {
                byte[] there = receive(Math.min(left, 65_536), Sock.MSG_PEEK);
                if (there == null) {
                    return;
                }
                ended = there.length == 0;
                // Told first: reading may offer a larger window at once.
                watch.note(watch.oracle().reads(read, there.length));
                byte[] got = receive(Math.max(1, there.length), 0);
                lab.check("a read to give what a peek gave", Arrays.equals(there, got));
                lab.check("octets of the stream from " + read, Arrays.equals(got, bytes(read + 1, read + got.length + 1)));
                read += got.length;
                left -= got.length;
            }
        }

        /** Octets, none at the end of the stream, or null when there is nothing yet. */
        private byte[] receive(int most, int flags) {
            try {
                return reader.receive(most, flags);
            } catch (ErrnoException e) {
                if (e.errno() == Errno.EAGAIN) {
                    return null;
                }
                throw e;
            }
        }
    }
}
