package dev.wireproof.core.tcp;

import dev.wireproof.core.ip.IpPath;
import dev.wireproof.core.ip.Network;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.mib.Setting;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.tcp.congestion.CongestionControl;
import dev.wireproof.core.tcp.congestion.Cubic;
import dev.wireproof.core.tcp.congestion.CubicParameters;
import dev.wireproof.core.tcp.congestion.HyStart;
import dev.wireproof.core.tcp.congestion.Reno;
import dev.wireproof.core.tcp.receiver.LinuxWindow;
import dev.wireproof.core.tcp.receiver.ReceiveMemory;
import dev.wireproof.core.tcp.receiver.UnreadBytesWindow;
import dev.wireproof.core.tcp.receiver.WindowAdvertiser;
import dev.wireproof.core.tcp.recovery.LinuxRecovery;
import dev.wireproof.core.tcp.recovery.LinuxRto;
import dev.wireproof.core.tcp.recovery.LossRecovery;
import dev.wireproof.core.tcp.recovery.Rfc6298Rto;
import dev.wireproof.core.tcp.recovery.RtoEstimator;
import dev.wireproof.core.tcp.recovery.SackRecovery;
import dev.wireproof.core.tcp.recovery.TextbookRecovery;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpSettings;
import dev.wireproof.core.tcp.tcb.TextbookSettings;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Makes the strategies of a connection as profile, sysctls, options and route say. */
final class Strategies {
    /** Bits of tcp_recovery. */
    private static final int STATIC_WINDOW = 2;
    private static final int NO_DUP_THRESHOLD = 4;
    private static final long SECOND = 1_000_000_000L;

    /** The first one is the default (Linux Kconfig {@code DEFAULT_CUBIC}). */
    private static final List<String> LINUX_NAMES = List.of("cubic", "reno");
    /** SACK as in the comparison of 1996. */
    private static final String FORERUNNER = "sack1996";
    private static final List<String> TEXTBOOK_NAMES = List.of("newreno", "reno", "tahoe", "sack", FORERUNNER);

    private final Network network;
    private final TcpSettings settings;
    private final List<String> names;
    private final Setting congestion;
    private final Setting allowed;
    private final CubicParameters cubic;
    private final HyStart.Listener slowStartEnds;

    Strategies(Network network, TcpSettings settings, Sysctls sysctls, Counters counters) {
        this.network = network;
        this.settings = settings;
        this.names = settings.profile.recovery() == Profile.Recovery.LINUX ? LINUX_NAMES : TEXTBOOK_NAMES;
        this.congestion = sysctls.choice("net.ipv4.tcp_congestion_control", names);
        List<String> sorted = names.stream().sorted(Comparator.reverseOrder()).toList();
        sysctls.choices("net.ipv4.tcp_available_congestion_control", sorted).readOnly();
        this.allowed = sysctls.choices("net.ipv4.tcp_allowed_congestion_control", sorted);
        this.cubic = new CubicParameters(sysctls);
        this.slowStartEnds = (sign, cwnd) -> {
            boolean train = sign == HyStart.Sign.TRAIN;
            counters.increment(train ? Counter.TCPEXT_HYSTART_TRAIN_DETECT : Counter.TCPEXT_HYSTART_DELAY_DETECT);
            counters.add(train ? Counter.TCPEXT_HYSTART_TRAIN_CWND : Counter.TCPEXT_HYSTART_DELAY_CWND, cwnd);
        };
    }

    /** Name of the algorithm that new sockets use. */
    String standardCongestion() {
        return congestion.text();
    }

    boolean knows(String name) {
        return names.contains(name);
    }

    /** True when a user without privilege may choose it. */
    boolean isAllowed(String name) {
        return allowed.has(name);
    }

    /** Gives a connection another algorithm; what its windows are stays. */
    void change(Tcb t, String name, long nowNanos) {
        if (t.recovery instanceof LinuxRecovery linux) {
            linux.use(control(name), nowNanos);
        } else {
            int window = t.recovery.cwnd();
            LossRecovery next = recovery(name);
            t.recovery = t.negotiated.sack ? next : next.withoutSack();
            t.recovery.useSack(t.negotiated.sack);
            t.recovery.start(window, t.mss, t.send.una, nowNanos);
        }
    }

    private CongestionControl control(String name) {
        return name.equals("cubic") ? new Cubic(cubic, slowStartEnds) : new Reno();
    }

    LossRecovery recovery(String name) {
        if (settings.profile.recovery() == Profile.Recovery.RFC6582) {
            return name.startsWith("sack") ? sack(name) : new TextbookRecovery(knobs(variant(name)));
        }
        return new LinuxRecovery(control(name), new LinuxRecovery.Settings(settings.reordering.intValue(),
                settings.maxReordering.intValue(), settings.frto.isOn(), settings.slowStartAfterIdle.isOn(),
                (settings.recovery.intValue() & NO_DUP_THRESHOLD) == 0, (settings.recovery.intValue() & STATIC_WINDOW) == 0,
                settings.minRttWindow.value() * SECOND));
    }

    private static TextbookRecovery.Variant variant(String name) {
        return TextbookRecovery.Variant.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private LossRecovery sack(String name) {
        TextbookSettings chosen = settings.textbook;
        return new SackRecovery(new SackRecovery.Knobs(name.equals(FORERUNNER), chosen.limitedTransmit.isOn(), chosen.countOctets.isOn()));
    }

    private TextbookRecovery.Knobs knobs(TextbookRecovery.Variant variant) {
        TextbookSettings chosen = settings.textbook;
        return new TextbookRecovery.Knobs(variant, chosen.limitedTransmit.isOn(), variant == TextbookRecovery.Variant.NEWRENO,
                chosen.impatient.isOn(), chosen.ackHeuristic.isOn(), chosen.countOctets.isOn());
    }

    RtoEstimator rto(IpPath path) {
        long route = network.metrics(path).rtoMinNanos();
        long least = route > 0 ? route : settings.rtoMinNanos();
        return settings.profile.rtoRule() == Profile.RtoRule.LINUX
                ? new LinuxRto(settings.classic.initialRtoNanos() / 1000, least / 1000, settings.rtoMaxNanos() / 1000)
                : new Rfc6298Rto(least, settings.rtoMaxNanos());
    }

    WindowAdvertiser window(ReceiveMemory memory) {
        if (settings.profile.window() == Profile.Window.UNREAD_BYTES) {
            return new UnreadBytesWindow(memory);
        }
        return new LinuxWindow(memory, new LinuxWindow.Settings((int) settings.rmem.value(2),
                settings.moderateReceiveBuffer.isOn(), settings.receiveBufferLowRtt.intValue(), settings.shrinkWindow.isOn()));
    }
}
