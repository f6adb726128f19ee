package dev.wireproof.core.sock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.rig.report.coverage.Proves;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class AutomaticPortTest {
    private static final int FIRST = 32768;
    private static final int PORTS = 28_232;
    private static final Address HERE = Address.parse("10.0.0.1");
    private static final Address THERE = Address.parse("10.0.0.2");

    private final PortSettings settings = new PortSettings(new Sysctls(Profile.MODERN));

    private PortSpace tcp(long seed) {
        return new PortSpace(settings, BindRule.TCP, Rng.ofSeed(seed));
    }

    private static Holder holder(PortSpace space, String words) {
        return Holder.of(space, Credentials.ROOT, "0.0.0.0", words);
    }

    private static int connect(PortSpace space, int toPort, BitSet used) {
        PortClaim c = space.claimForConnect(holder(space, ""), HERE, THERE, toPort, 0, p -> !used.get(p));
        if (c == null) {
            return 0;
        }
        used.set(c.port());
        return c.port();
    }

    @Test
    void connectTakesAllEvenPortsBeforeTheFirstOddOneAndThenFails() {
        PortSpace space = tcp(1);
        BitSet used = new BitSet();
        for (int i = 0; i < PORTS; i++) {
            int port = connect(space, 80, used);
            assertTrue(port >= FIRST && port < FIRST + PORTS, "port " + port);
            assertEquals(i < PORTS / 2 ? 0 : 1, port & 1, "connection " + i);
        }
        assertEquals(PORTS, used.cardinality());
        assertEquals(0, connect(space, 80, used));
    }

    @Test
    void theSearchForTheLastPortLooksAtAllPorts() {
        PortSpace space = tcp(1);
        BitSet used = new BitSet();
        connect(space, 80, used);
        assertEquals(1, space.portsTried());
        used.set(FIRST, FIRST + PORTS);
        assertEquals(0, connect(space, 80, used));
        assertEquals(PORTS, space.portsTried());
    }

    @Test
    @Proves("TCP-17/search-cost")
    void theSearchCostsOverAHundredTimesAsMuchWhenTheLastPercentIsLeft() {
        PortSpace space = tcp(1);
        BitSet used = new BitSet();
        long[] looks = new long[100];
        for (int i = 0; i < PORTS; i++) {
            connect(space, 80, used);
            looks[i * 100 / PORTS] += space.portsTried();
        }
        assertTrue(looks[0] <= PORTS / 100 * 2, "first percent: " + looks[0]);
        assertTrue(looks[99] > 100 * looks[0], "first percent " + looks[0] + ", last " + looks[99]);
    }

    @Test
    void connectSharesPortsOfOtherConnectsButNotThoseOfBind() {
        settings.range.set("40000 40001");
        PortSpace space = tcp(2);
        assertEquals(40000, connect(space, 80, new BitSet()));
        assertEquals(40000, connect(space, 81, new BitSet()));
        PortSpace other = tcp(2);
        assertNotNull(other.claim(holder(other, "RA"), 40000));
        assertEquals(40001, connect(other, 80, new BitSet()));
    }

    @Test
    void reservedPortsAreNeverChosen() {
        settings.range.set("40000 40003");
        settings.reservedPorts.set("40000-40002");
        PortSpace space = tcp(3);
        assertEquals(40003, connect(space, 80, new BitSet()));
        assertNull(space.claimAutomatic(holder(space, "")));
        PortSpace fresh = tcp(3);
        assertEquals(40003, fresh.claimAutomatic(holder(fresh, "")).port());
    }

    @Test
    void bindOfPortZeroPrefersOddPortsAndEndsWithNone() {
        settings.range.set("40000 40009");
        PortSpace space = tcp(4);
        for (int i = 0; i < 10; i++) {
            assertEquals(i < 5 ? 1 : 0, space.claimAutomatic(holder(space, "")).port() & 1);
        }
        assertNull(space.claimAutomatic(holder(space, "")));
    }

    @Test
    void bindOfPortZeroStartsInTheLowerHalfWithReuseaddr() {
        settings.range.set("40000 40015");
        PortSpace space = tcp(5);
        for (int i = 0; i < 16; i++) {
            assertEquals(i < 8, space.claimAutomatic(holder(space, "RA")).port() < 40008, "bind " + i);
        }
        assertNull(space.claimAutomatic(holder(space, "RA")));
    }

    @Test
    void autobindReuseSharesWhenNothingElseIsLeft() {
        settings.range.set("40000 40001");
        settings.autobindReuse.set(1);
        PortSpace space = tcp(6);
        for (int i = 0; i < 2; i++) {
            assertNotNull(space.claimAutomatic(holder(space, "RA")));
        }
        assertNotNull(space.claimAutomatic(holder(space, "RA")));
        assertNull(space.claimAutomatic(holder(space, "")));
    }

    @Test
    void datagramSocketsGetBothParitiesAndEveryPort() {
        settings.range.set("40000 40099");
        PortSpace space = new PortSpace(settings, BindRule.UDP, Rng.ofSeed(8));
        BitSet used = new BitSet();
        int odd = 0;
        for (int i = 0; i < 100; i++) {
            int port = space.claimAutomatic(holder(space, "")).port();
            assertFalse(used.get(port));
            used.set(port);
            odd += i < 40 ? port & 1 : 0;
        }
        assertTrue(odd > 5 && odd < 35, odd + " of the first 40 are odd");
        assertNull(space.claimAutomatic(holder(space, "")));
    }

    @Test
    void theChoiceDependsOnTheSeedAlone() {
        assertEquals(connect(tcp(9), 80, new BitSet()), connect(tcp(9), 80, new BitSet()));
        assertEquals(false, connect(tcp(9), 80, new BitSet()) == connect(tcp(10), 80, new BitSet()));
    }
}
