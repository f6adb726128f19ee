package dev.wireproof.core.sock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.sim.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The matrices of who may bind beside whom, as observed on Linux. */
class BindConflictTest {
    private static final int PORT = 8080;

    private static PortSpace space(BindRule rule) {
        return new PortSpace(new PortSettings(new Sysctls(Profile.MODERN)), rule, Rng.ofSeed(7));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, '', 10.0.0.1, '', false",
        "0.0.0.0, '', 10.0.0.1, '', false",
        "10.0.0.1, '', 0.0.0.0, '', false",
        "127.0.0.1, '', 127.0.0.2, '', true",
        "0.0.0.0, RA, 0.0.0.0, RA, true",
        "0.0.0.0, RA LISTEN, 0.0.0.0, RA, false",
        "0.0.0.0, RA, 0.0.0.0, '', false",
        "0.0.0.0, RP LISTEN, 0.0.0.0, RP, true",
        "0.0.0.0, RP, 0.0.0.0, '', false",
        "0.0.0.0, '', 0.0.0.0, RP, false",
        "0.0.0.0, RP LISTEN, 10.0.0.1, RP, true",
        "0.0.0.0, dev1, 0.0.0.0, dev2, true",
        "0.0.0.0, dev1, 0.0.0.0, '', false",
        "0.0.0.0, dev1, 0.0.0.0, dev1, false",
    })
    void streamSocketsShareAPortAsLinuxLets(String address1, String words1, String address2, String words2, boolean allowed) {
        PortSpace space = space(BindRule.TCP);
        space.claim(Holder.of(space, Credentials.ROOT, address1, words1), PORT);
        assertEquals(allowed, space.claim(Holder.of(space, Credentials.ROOT, address2, words2), PORT) != null);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, '', 0.0.0.0, '', false",
        "0.0.0.0, RA, 0.0.0.0, RA, true",
        "0.0.0.0, RA, 0.0.0.0, '', false",
        "0.0.0.0, RP, 0.0.0.0, RP, true",
        "0.0.0.0, RP, 0.0.0.0, RA, false",
        "10.0.0.1, '', 10.0.0.2, '', true",
        "10.0.0.1, '', 0.0.0.0, '', false",
        "10.0.0.1, dev1, 10.0.0.1, dev2, true",
    })
    void datagramSocketsShareAPortAsLinuxLets(String address1, String words1, String address2, String words2, boolean allowed) {
        PortSpace space = space(BindRule.UDP);
        space.claim(Holder.of(space, Credentials.ROOT, address1, words1), PORT);
        assertEquals(allowed, space.claim(Holder.of(space, Credentials.ROOT, address2, words2), PORT) != null);
    }

    @ParameterizedTest
    @CsvSource({"TCP", "UDP"})
    void reuseportNeedsTheSameUser(BindRule rule) {
        PortSpace space = space(rule);
        space.claim(Holder.of(space, Credentials.user(1000), "0.0.0.0", "RP"), PORT);
        assertNull(space.claim(Holder.of(space, Credentials.user(1001), "0.0.0.0", "RP"), PORT));
        assertNotNull(space.claim(Holder.of(space, Credentials.user(1000), "0.0.0.0", "RP"), PORT));
    }

    @Test
    void ofTwoThatShareByReuseaddrOnlyTheFirstListenerListens() {
        PortSpace space = space(BindRule.TCP);
        Holder first = Holder.of(space, Credentials.ROOT, "0.0.0.0", "RA");
        Holder second = Holder.of(space, Credentials.ROOT, "0.0.0.0", "RA");
        space.claim(first, PORT);
        space.claim(second, PORT);
        assertEquals(false, space.conflictsAsListener(second, PORT));
        second.listening = true;
        assertEquals(true, space.conflictsAsListener(first, PORT));
    }

    @ParameterizedTest
    @CsvSource({"RA, RA, true", "RA, '', false", "'', RA, false", "RP, RP, true"})
    void aPortInTimeWaitNeedsTheFlagOnBothSockets(String before, String after, boolean allowed) {
        PortSpace space = space(BindRule.TCP);
        Holder connection = Holder.of(space, Credentials.user(1), "10.0.0.1", before);
        PortClaim claim = space.claim(connection, PORT);
        claim.handOver(new TimeWait(connection));
        Credentials other = before.equals("RP") ? Credentials.user(2) : Credentials.user(1);
        assertEquals(allowed, space.claim(Holder.of(space, other, "0.0.0.0", after), PORT) != null);
    }

    @Test
    void aReleasedPortIsFreeAgain() {
        PortSpace space = space(BindRule.TCP);
        PortClaim claim = space.claim(Holder.of(space, Credentials.ROOT, "0.0.0.0", ""), PORT);
        assertEquals(1, space.claims());
        claim.release();
        assertEquals(0, space.claims());
        assertNotNull(space.claim(Holder.of(space, Credentials.ROOT, "0.0.0.0", ""), PORT));
    }

    private record TimeWait(Holder socket) implements PortHolder {
        @Override
        public Address localAddress() {
            return socket.localAddress();
        }

        @Override
        public int boundIfindex() {
            return 0;
        }

        @Override
        public boolean reusesAddress() {
            return socket.reusesAddress();
        }

        @Override
        public boolean reusesPort() {
            return socket.reusesPort();
        }

        @Override
        public int uid() {
            return socket.uid();
        }

        @Override
        public boolean isListening() {
            return false;
        }

        @Override
        public boolean isTimeWait() {
            return true;
        }

        @Override
        public ReuseportGroup reuseportGroup() {
            return null;
        }
    }
}
