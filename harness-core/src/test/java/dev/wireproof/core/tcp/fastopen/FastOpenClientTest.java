package dev.wireproof.core.tcp.fastopen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.tcp.fastopen.FastOpenState.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FastOpenClientTest {
    private static final Address LOCAL = Address.parse("10.0.0.1");
    private static final Address REMOTE = Address.parse("10.0.0.2");
    private static final Cookie GIVEN = Cookie.of(new byte[] {1, 2, 3, 4}, false);

    /** One server that is remembered once something is learnt. */
    private static final class OneServer implements ServerMemories {
        private ServerMemory memory;

        @Override
        public ServerMemory find(Address local, Address remote) {
            return memory;
        }

        @Override
        public ServerMemory findOrMake(Address local, Address remote) {
            memory = memory == null ? new ServerMemory() : memory;
            return memory;
        }
    }

    private final Sysctls sysctls = new Sysctls(Profile.MODERN);
    private final Counters counters = new Counters();
    private final FastOpenClient client =
            new FastOpenClient(new EventLoop(), new FastOpenSettings(sysctls, Rng.ofSeed(1)), new OneServer(), counters);

    private FastOpenState asked(boolean experimental, boolean text) {
        FastOpenState s = new FastOpenState();
        s.requested = true;
        s.experimental = experimental;
        s.synData = text;
        return s;
    }

    private FastOpenClient.Permit permit() {
        return client.permit(new FastOpenState(), LOCAL, REMOTE, false);
    }

    @Test
    void asksWhenNothingIsKnownAndSendsTextWhenTheCookieIs() {
        FastOpenState state = new FastOpenState();
        FastOpenClient.Permit first = client.permit(state, LOCAL, REMOTE, false);
        assertFalse(first.text());
        assertEquals("FO", first.cookie().toString());
        assertEquals(Failure.COOKIE_UNAVAILABLE, state.failure);
        client.answered(asked(false, false), LOCAL, REMOTE, 1000, GIVEN, false, false);
        assertTrue(permit().text());
        assertEquals("FO01020304", permit().cookie().toString());
        assertEquals(1000, permit().mss());
    }

    @Test
    void sendsTextWithoutAnOptionWhereNoCookieIsWanted() {
        FastOpenClient.Permit permit = client.permit(new FastOpenState(), LOCAL, REMOTE, true);
        assertTrue(permit.text());
        assertNull(permit.cookie());
    }

    @Test
    void triesTheExperimentalFormOnceAndThenNoMore() {
        client.answered(asked(false, false), LOCAL, REMOTE, 0, null, false, false);
        assertEquals("FOEXP", permit().cookie().toString());
        client.answered(asked(true, false), LOCAL, REMOTE, 0, null, false, false);
        assertEquals("FO", permit().cookie().toString());
        client.answered(asked(false, false), LOCAL, REMOTE, 0, null, false, false);
        assertEquals("FO", permit().cookie().toString());
    }

    @Test
    void keepsNoCookieThatNobodyAskedForAndForgetsNoneForLackOfAnother() {
        client.answered(new FastOpenState(), LOCAL, REMOTE, 0, GIVEN, false, false);
        assertEquals("FO", permit().cookie().toString());
        client.answered(asked(false, false), LOCAL, REMOTE, 0, GIVEN, false, false);
        client.answered(asked(false, true), LOCAL, REMOTE, 0, null, false, true);
        assertEquals("FO01020304", permit().cookie().toString());
    }

    @ParameterizedTest
    @CsvSource({"false, false, NONE, true", "false, true, DATA_NOT_ACKED, false", "true, true, SYN_RETRANSMITTED, false", "true, false, NONE, true"})
    void tellsWhatBecameOfTheText(boolean again, boolean open, Failure failure, boolean taken) {
        FastOpenState state = asked(false, true);
        client.answered(state, LOCAL, REMOTE, 0, null, again, open);
        assertEquals(failure, state.failure);
        assertEquals(taken, state.synDataAcked);
        assertEquals(taken ? 1 : 0, counters.get(Counter.TCPEXT_FAST_OPEN_ACTIVE));
        assertEquals(taken ? 0 : 1, counters.get(Counter.TCPEXT_FAST_OPEN_ACTIVE_FAIL));
    }

    @ParameterizedTest
    @CsvSource({"0, false, 0", "0, true, 1", "1, false, 0", "1, true, 1", "2, false, 1", "3, false, 0", "3, true, 0"})
    void theThirdTimeoutInARowOrAnEarlierEndIsABlackhole(int timeouts, boolean over, long blackholes) {
        sysctls.get("net.ipv4.tcp_fastopen_blackhole_timeout_sec").set(60);
        client.timedOut(asked(false, true), timeouts, over);
        client.timedOut(new FastOpenState(), timeouts, over);
        assertEquals(blackholes, counters.get(Counter.TCPEXT_FAST_OPEN_BLACKHOLE));
        assertEquals(blackholes > 0, permit().cookie() == null);
    }

    @ParameterizedTest
    @CsvSource({"true, false, true, true", "true, true, true, false", "true, false, false, false", "false, false, true, false"})
    void aFinAloneBehindAHoleIsABlackhole(boolean requested, boolean text, boolean loneFin, boolean blackhole) {
        sysctls.get("net.ipv4.tcp_fastopen_blackhole_timeout_sec").set(60);
        FastOpenState state = asked(false, true);
        state.requested = requested;
        client.ended(state, text, loneFin, false);
        assertEquals(blackhole ? 1 : 0, counters.get(Counter.TCPEXT_FAST_OPEN_BLACKHOLE));
    }

    @Test
    void settingTheTimeEndsAPause() {
        sysctls.get("net.ipv4.tcp_fastopen_blackhole_timeout_sec").set(60);
        client.blackhole();
        assertNull(permit().cookie());
        sysctls.get("net.ipv4.tcp_fastopen_blackhole_timeout_sec").set(60);
        assertEquals("FO", permit().cookie().toString());
    }
}
