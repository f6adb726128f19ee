package dev.wireproof.core.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.route.RouteMetrics;
import dev.wireproof.core.sock.Option;
import org.junit.jupiter.api.Test;

/** Who chooses a connection's congestion control. */
class CongestionChoiceTest {
    private final Bench b = new Bench();

    private static void fails(Errno expected, Runnable call) {
        assertEquals(expected, assertThrows(ErrnoException.class, call::run).errno());
    }

    private CongestionChoice fresh() {
        return new CongestionChoice(b.host.tcp.strategies);
    }

    @Test
    void theNamespaceChoosesForThoseWhoDoNot() {
        assertEquals("cubic", fresh().name());
        b.host.sysctl("tcp_congestion_control", "reno");
        assertEquals("reno", fresh().name());
    }

    @Test
    void aConnectionOfAListenerFollowsTheListenersUserOrTheNamespaceOfNow() {
        CongestionChoice quiet = fresh();
        CongestionChoice chosen = fresh();
        chosen.choose("cubic", false);
        b.host.sysctl("tcp_congestion_control", "reno");
        assertEquals("reno", quiet.forChild().name());
        assertEquals("cubic", chosen.forChild().name());
        assertEquals("cubic", chosen.forChild().forChild().name());
    }

    @Test
    void aUserMayChooseWhatIsAllowedAndAnOperatorWhatIsThere() {
        b.host.sysctl("tcp_allowed_congestion_control", "cubic");
        CongestionChoice c = fresh();
        fails(Errno.EPERM, () -> c.choose("reno", false));
        assertEquals(true, c.choose("reno", true));
        assertEquals(false, c.choose("reno", false));
        fails(Errno.ENOENT, () -> c.choose("vegas", true));
    }

    @Test
    void aRouteWishesAndALockedOneDecides() {
        CongestionChoice c = fresh();
        c.choose("cubic", false);
        c.follow(RouteMetrics.NONE);
        assertEquals("cubic", c.name());
        c.follow(RouteMetrics.NONE.withCongestionControl("vegas", true));
        assertEquals("cubic", c.name());
        c.follow(RouteMetrics.NONE.withCongestionControl("reno", false));
        assertEquals("reno", c.name());
        c.choose("cubic", false);
        c.follow(RouteMetrics.NONE.withCongestionControl("reno", true));
        fails(Errno.EPERM, () -> c.choose("cubic", true));
    }

    @Test
    void whatIsAvailableCanBeReadOnly() {
        assertEquals("reno cubic", b.host.sysctls.get("net.ipv4.tcp_available_congestion_control").text());
        assertEquals("reno cubic", b.host.sysctls.get("net.ipv4.tcp_allowed_congestion_control").text());
        assertThrows(IllegalArgumentException.class, () -> b.host.sysctl("tcp_available_congestion_control", "reno"));
        assertThrows(IllegalArgumentException.class, () -> b.host.sysctl("tcp_allowed_congestion_control", "reno vegas"));
    }

    @Test
    void aChangeDuringTheConnectionKeepsItsWindows() {
        TcpSock s = b.accepted(syn -> syn.mss(1000));
        Bench.write(s, 10_000);
        b.in("A", 1, 10_001);
        assertEquals(20, s.info().sndCwnd());
        s.setOption(Option.TCP_CONGESTION, "reno");
        assertEquals("reno", s.optionName(Option.TCP_CONGESTION));
        assertEquals(20, s.info().sndCwnd());
        assertEquals(Integer.MAX_VALUE, s.info().sndSsthresh());
    }
}
