package dev.wireproof.catalogue.tcp.congestion;

import static dev.wireproof.rig.scenario.Words.STREAM;
import static dev.wireproof.rig.scenario.Words.ms;

import dev.wireproof.core.mib.Profile;
import dev.wireproof.rig.scenario.Lab;
import dev.wireproof.rig.scenario.LabHost;
import dev.wireproof.rig.scenario.LabWire;
import dev.wireproof.rig.scenario.RunSetup;
import dev.wireproof.rig.scenario.SutSocket;
import dev.wireproof.rig.scenario.Trial;
import java.util.List;
import java.util.Locale;

/**
 * The same megabyte over the same bad paths with each congestion control: 10 Mbit/s, 20 ms each way, room for 100 frames in front of
 * the link. The table is text, so that a change of any algorithm shows as a difference of lines.
 */
public final class Goodput {
    /** Octets of the transfer. */
    public static final int OCTETS = 1_000_000;

    private static final int PORT = 5001;
    private static final int RUNS = 3;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** A congestion control with the profile that has it. */
    private record Contender(Profile profile, String control) {}

    private static final List<Contender> CONTENDERS = List.of(new Contender(Profile.MODERN, "cubic"), new Contender(Profile.MODERN, "reno"),
            new Contender(Profile.TEXTBOOK, "newreno"), new Contender(Profile.TEXTBOOK, "reno"), new Contender(Profile.TEXTBOOK, "tahoe"));

    /** What the data's way does to frames, as a fault plan. */
    private static final List<String> PATHS = List.of("", "lose chance 1%", "lose chance 5%", "lose chance 20%", "hold 4 chance 10%");

    private Goodput() {}

    /** What one transfer came to. */
    private record Result(long nanos, long segmentsAgain, long timeouts) {}

    /** The table: a line for each path and contender, sums over runs with this seed and the following ones. */
    public static String table(long seed) {
        StringBuilder text = new StringBuilder("path                 profile   control   kbit/s  segments again  timeouts\n");
        for (String path : PATHS) {
            for (Contender c : CONTENDERS) {
                text.append(line(path, c, seed));
            }
        }
        return text.toString();
    }

    private static String line(String path, Contender c, long seed) {
        long nanos = 0;
        long again = 0;
        long timeouts = 0;
        for (int i = 0; i < RUNS; i++) {
            Result r = transfer(path, c, seed + i);
            nanos += r.nanos;
            again += r.segmentsAgain;
            timeouts += r.timeouts;
        }
        long kilobits = RUNS * OCTETS * 8L * NANOS_PER_MILLI / nanos;
        return String.format(Locale.ROOT, "%-20s %-9s %-9s %6d %15d %9d%n", path.isEmpty() ? "clean" : path, c.profile.name(), c.control, kilobits, again,
                timeouts).replace("\r", "");
    }

    private static Result transfer(String path, Contender c, long seed) {
        Result[] result = {null};
        Trial trial = Trial.ofLab(new RunSetup(seed, c.profile), lab -> result[0] = run(lab, path, c.control));
        if (!trial.passed()) {
            throw new IllegalStateException(path + ", " + c.control + ": " + trial.message());
        }
        return result[0];
    }

    private static Result run(Lab lab, String path, String control) {
        LabHost sender = lab.host("sender");
        LabHost receiver = lab.host("receiver");
        LabWire wire = lab.wire(sender, receiver).oneWayDelay(ms(20)).rate(10_000_000).queue(100);
        sender.sysctl("net.ipv4.tcp_congestion_control", control);
        if (!path.isEmpty()) {
            wire.faults(sender.to(receiver)).plan(path);
        }
        long[] done = {0};
        lab.task(receiver, "sink", () -> {
            SutSocket s = receiver.socket(STREAM).bind(PORT).listen(1).accept();
            s.readFully(OCTETS);
            done[0] = lab.now();
        });
        lab.task(sender, "source", () -> sender.socket(STREAM).connect(wire.addressB(), PORT).write(new byte[OCTETS]));
        lab.run();
        return new Result(done[0], sender.counter("Tcp.RetransSegs"), sender.counter("TcpExt.TCPTimeouts"));
    }
}
