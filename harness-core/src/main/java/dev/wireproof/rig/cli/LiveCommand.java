package dev.wireproof.rig.cli;

import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.base.Span;
import dev.wireproof.rig.fault.FaultPlan;
import dev.wireproof.rig.link.LossCause;
import dev.wireproof.rig.link.Way;
import dev.wireproof.rig.live.LiveSetupException;
import dev.wireproof.rig.live.app.Transfer;
import dev.wireproof.rig.live.host.LiveHost;
import dev.wireproof.rig.live.host.LivePlan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code live}: the built-in stack as a host that other programs of this machine reach. */
@Command(
        name = "live",
        mixinStandardHelpOptions = true,
        description = {
            "Puts the built-in stack on a TAP device in a network namespace, in real time.",
            "The machine's kernel is the host at the other end. Namespace and device are",
            "made here and removed at the end. Needs root on Linux."
        },
        footer = {
            "", "Examples:", "  harness live --serve http:8080=10M --serve echo:7 --capture live.pcapng",
            "  harness live --fetch http://192.0.2.1:8000/ --for 30s", "  harness live --serve http:8080=10M --loss 2%%"
        })
final class LiveCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--ns", paramLabel = "NAME", defaultValue = "wireproof", description = "Namespace to make (default: ${DEFAULT-VALUE}).")
    private String namespace;

    @Option(names = "--tap", paramLabel = "NAME", defaultValue = "wp0", description = "TAP device to make (default: ${DEFAULT-VALUE}).")
    private String tap;

    @Option(names = "--address", paramLabel = "A/L", defaultValue = "192.0.2.2/24",
            description = "Address of the built-in stack (default: ${DEFAULT-VALUE}).")
    private String address;

    @Option(names = "--peer", paramLabel = "B/L", defaultValue = "192.0.2.1/24",
            description = "Address of the kernel's end (default: ${DEFAULT-VALUE}).")
    private String peer;

    @Option(names = "--serve", paramLabel = "WHAT", description = "http:PORT=SIZE (a body of that size at every path) or echo:PORT; repeatable.")
    private List<String> serve = new ArrayList<>();

    @Option(names = "--fetch", paramLabel = "URL", description = "Get http://ADDRESS[:PORT]/PATH with the built-in stack, waiting until somebody serves it; repeatable.")
    private List<String> fetch = new ArrayList<>();

    @Option(names = "--send", paramLabel = "HOST:PORT=SIZE", description = "Send so much to a TCP server, waiting until somebody listens; repeatable.")
    private List<String> send = new ArrayList<>();

    @Option(names = "--loss", paramLabel = "P", defaultValue = "0", description = "Loss of frames each way, such as 0.02 or 2%% (default: none).")
    private String loss;

    @Option(names = "--capture", paramLabel = "FILE", description = "Write every frame to this pcapng file.")
    private Path capture;

    @Option(names = "--for", paramLabel = "TIME", description = "End after so long, such as 60s (default: when all is fetched and sent, else never).")
    private String duration;

    @Override
    public Integer call() {
        Span limit = duration == null ? null : Quantities.span("--for", duration);
        LivePrograms programs = programs(limit);
        try (LiveHost host = new LiveHost(plan())) {
            return run(host, programs, limit);
        } catch (LiveSetupException missing) {
            throw new UsageException(missing.getMessage());
        }
    }

    private LivePrograms programs(Span limit) {
        LivePrograms programs = new LivePrograms(limit);
        serve.forEach(s -> programs.serve(s, Cidr.parse(address).address()));
        fetch.forEach(programs::fetch);
        send.forEach(programs::send);
        return programs;
    }

    private LivePlan plan() {
        Cidr own = Cidr.parse(address);
        Cidr other = Cidr.parse(peer);
        if (!own.contains(other.address()) || !other.contains(own.address()) || own.address().equals(other.address())) {
            throw new UsageException("--address " + own + " --peer " + other + ": expected two addresses of one subnet");
        }
        int millionths = Quantities.millionths("--loss", loss);
        FaultPlan faults = millionths == 0 ? FaultPlan.NONE : FaultPlan.parse("lose chance " + percent(millionths) + " both");
        return new LivePlan(namespace, tap, own, other, faults, Home.find().seed(), capture);
    }

    private static String percent(int millionths) {
        return millionths / 10_000 + "." + Integer.toString(10_000 + millionths % 10_000).substring(1) + "%";
    }

    private int run(LiveHost host, LivePrograms programs, Span limit) {
        PrintWriter out = spec.commandLine().getOut();
        Cidr own = Cidr.parse(address);
        out.println("built-in stack at " + own.address() + ", the machine's kernel at " + Cidr.parse(peer).address());
        boolean untilDone = limit == null && programs.endsByItself();
        List<Transfer> outcomes = programs.start(host, line -> say(out, line), () -> {
            if (programs.endsByItself()) {
                host.loop().stop();
            }
        });
        String enter = "  ip netns exec " + namespace + " ";
        out.println("in another terminal:");
        out.println(enter + "ping " + own.address());
        programs.hints().forEach(hint -> out.println(enter + hint));
        out.println(untilDone ? "ends when all is done" : limit == null ? "ends with Ctrl-C" : "ends after " + limit);
        out.flush();
        host.run(limit == null ? Long.MAX_VALUE : limit.nanos());
        summary(out, host);
        boolean good = outcomes.size() == programs.clients() && outcomes.stream().allMatch(Transfer::isGood);
        if (outcomes.size() < programs.clients()) {
            say(out, programs.clients() - outcomes.size() + " of " + programs.clients() + " transfers did not end in time");
        }
        return good ? Main.OK : Main.FOUND;
    }

    private void summary(PrintWriter out, LiveHost host) {
        out.println(way("sent", host.cable().forward()) + "; " + way("received", host.cable().backward()));
        out.println(host.loop().lateness());
        if (capture != null) {
            out.println("capture " + Home.shown(capture));
        }
        out.flush();
    }

    private static String way(String word, Way way) {
        return word + " " + way.entered() + " frames, " + way.lost(LossCause.FAULT) + " of them lost on purpose";
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
