package dev.wireproof.core.tcp;

import dev.wireproof.core.ip.IpPath;
import dev.wireproof.core.ip.Network;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.mib.Setting;
import dev.wireproof.core.mib.Sysctls;
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
import dev.wireproof.core.tcp.recovery.TextbookRecovery;
import dev.wireproof.core.tcp.tcb.TcpSettings;
import dev.wireproof.core.tcp.tcb.TextbookSettings;
import java.util.List;
import java.util.Locale;

/** Makes the strategies of a connection as profile, sysctls, options and route say. */
final class Strategies {
    private static final List<String> LINUX_NAMES = List.of("reno");
    private static final List<String> TEXTBOOK_NAMES = List.of("newreno", "reno", "tahoe");

    private final Network network;
    private final TcpSettings settings;
    private final List<String> names;
    private final Setting congestion;

    Strategies(Network network, TcpSettings settings, Sysctls sysctls) {
        this.network = network;
        this.settings = settings;
        this.names = settings.profile.recovery() == Profile.Recovery.LINUX ? LINUX_NAMES : TEXTBOOK_NAMES;
        this.congestion = sysctls.choice("net.ipv4.tcp_congestion_control", names);
    }

    /** Name of the algorithm that new sockets use. */
    String standardCongestion() {
        return congestion.text();
    }

    boolean knows(String name) {
        return names.contains(name);
    }

    LossRecovery recovery(String name) {
        if (settings.profile.recovery() == Profile.Recovery.RFC6582) {
            return new TextbookRecovery(knobs(TextbookRecovery.Variant.valueOf(name.toUpperCase(Locale.ROOT))));
        }
        return new LinuxRecovery(new Reno(), new LinuxRecovery.Settings(settings.reordering.intValue(),
                settings.maxReordering.intValue(), settings.frto.isOn(), settings.slowStartAfterIdle.isOn()));
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
                ? new LinuxRto(least / 1000, settings.rtoMaxNanos() / 1000)
                : new Rfc6298Rto(least, settings.rtoMaxNanos());
    }

    WindowAdvertiser window(ReceiveMemory memory) {
        if (settings.profile.window() == Profile.Window.UNREAD_BYTES) {
            return new UnreadBytesWindow(memory);
        }
        return new LinuxWindow(memory, new LinuxWindow.Settings((int) settings.rmem.value(2),
                settings.moderateReceiveBuffer.isOn(), settings.receiveBufferLowRtt.intValue()));
    }
}
