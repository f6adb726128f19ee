package dev.wireproof.catalogue.properties;

import dev.wireproof.core.dev.NetDevice;
import dev.wireproof.core.dev.NicDevice;
import dev.wireproof.rig.explore.Case;
import dev.wireproof.rig.explore.Setting;
import dev.wireproof.rig.scenario.LabHost;
import java.util.ArrayList;
import java.util.List;

/** What two hosts may switch on or off, each for itself: 0 neither, 1 the client, 2 the server, 3 both. */
final class Features {
    private static final int BOTH = 3;

    /** One switch: a setting of cases and the sysctl that it turns. */
    private record Switch(String name, String sysctl, String off, String on, int usual) {
        Setting setting() {
            return new Setting(name, 0, BOTH, usual);
        }
    }

    private static final List<Switch> SWITCHES = List.of(
            new Switch("sack", "net.ipv4.tcp_sack", "0", "1", BOTH),
            new Switch("dsack", "net.ipv4.tcp_dsack", "0", "1", BOTH),
            new Switch("timestamps", "net.ipv4.tcp_timestamps", "0", "1", BOTH),
            new Switch("scaling", "net.ipv4.tcp_window_scaling", "0", "1", BOTH),
            new Switch("frto", "net.ipv4.tcp_frto", "0", "2", BOTH),
            new Switch("idleRestart", "net.ipv4.tcp_slow_start_after_idle", "0", "1", BOTH),
            new Switch("rack", "net.ipv4.tcp_recovery", "0", "1", BOTH),
            new Switch("tailLossProbe", "net.ipv4.tcp_early_retrans", "0", "3", BOTH),
            // On by request of a peer at first.
            new Switch("ecn", "net.ipv4.tcp_ecn", "2", "1", 0),
            // Without cookies, so that the first SYN carries text.
            new Switch("fastOpen", "net.ipv4.tcp_fastopen", "0", "519", 0));
    /** In the textbook recovery by the peer's SACK (RFC 6675) takes the place of CUBIC. */
    private static final Setting CUBIC = new Setting("cubic", 0, BOTH, BOTH);
    private static final Setting OFFLOAD = new Setting("offload", 0, BOTH, 0);
    private static final int SUPER_SEGMENTS = 44;

    private Features() {}

    /** The settings of a property, and those of the switches behind them. */
    static Setting[] with(Setting... own) {
        List<Setting> all = new ArrayList<>(List.of(own));
        SWITCHES.forEach(s -> all.add(s.setting()));
        all.add(CUBIC);
        all.add(OFFLOAD);
        return all.toArray(new Setting[0]);
    }

    /** Turns the switches of both hosts. */
    static void set(Case<?> one, LabHost client, LabHost server) {
        for (Switch s : SWITCHES) {
            int who = one.number(s.name);
            client.sysctl(s.sysctl, (who & 1) != 0 ? s.on : s.off);
            server.sysctl(s.sysctl, (who & 2) != 0 ? s.on : s.off);
        }
        boolean textbook = one.is("textbook");
        int cubic = one.number(CUBIC.name());
        client.sysctl("net.ipv4.tcp_congestion_control", control(textbook, (cubic & 1) != 0));
        server.sysctl("net.ipv4.tcp_congestion_control", control(textbook, (cubic & 2) != 0));
        int who = textbook ? 0 : one.number(OFFLOAD.name());
        offload(client, (who & 1) != 0);
        offload(server, (who & 2) != 0);
    }

    private static String control(boolean textbook, boolean on) {
        return textbook ? on ? "sack" : "newreno" : on ? "cubic" : "reno";
    }

    /** Whether a socket of this host asks for Fast Open. */
    static boolean isFastOpen(Case<?> one, boolean ofServer) {
        return (one.number("fastOpen") & (ofServer ? 2 : 1)) != 0;
    }

    // Super-segments cut by the device, checksums that it fills in, and segments that it joins.
    private static void offload(LabHost host, boolean on) {
        for (NetDevice d : host.net().devices().all()) {
            d.superSegments(on ? SUPER_SEGMENTS : 1);
            if (d instanceof NicDevice nic) {
                nic.fillsChecksums(on);
                nic.merges(on);
            }
        }
    }
}
