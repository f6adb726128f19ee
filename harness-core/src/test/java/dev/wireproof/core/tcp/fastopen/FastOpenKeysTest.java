package dev.wireproof.core.tcp.fastopen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.sim.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cookies that Linux's scripts expect for their keys and addresses (packetdrill, fastopen/server). */
class FastOpenKeysTest {
    private static FastOpenSettings withKey(String key) {
        Sysctls sysctls = new Sysctls(Profile.MODERN);
        FastOpenSettings settings = new FastOpenSettings(sysctls, Rng.ofSeed(1));
        if (key != null) {
            sysctls.get("net.ipv4.tcp_fastopen_key").set(key);
        }
        return settings;
    }

    @ParameterizedTest
    @CsvSource({
        "a1a1a1a1-b2b2b2b2-c3c3c3c3-d4d4d4d4, 192.0.2.1, 192.168.0.1, FO3021b9d889017eeb",
        "a0bf63f7-ed803d81-cd641d30-cebc4a90, 10.248.0.3, 192.168.0.3, FO76d2c1c530f51f79",
        "a0bf63f7-ed803d81-cd641d30-cebc4a90, 10.248.0.2, 192.168.0.2, FO00abaaabe8e954c2",
        "00000000-00000000-00000000-00000000, 10.248.0.2, 192.168.0.2, FO93b7aa4f550f8a1a"
    })
    void cookieIsTheHashOfBothAddresses(String key, String client, String server, String cookie) {
        FastOpenKeys keys = withKey(key).keys();
        assertEquals(cookie, keys.cookie(Address.parse(client), Address.parse(server), false).toString());
    }

    @Test
    void theSecondKeyAcceptsAndOnlyTheFirstMakesCookies() {
        String old = "00000001-00000002-00000003-00000004";
        String fresh = "00000005-00000006-00000007-00000008";
        Address client = Address.parse("10.0.0.2");
        Address server = Address.parse("10.0.0.1");
        Cookie before = withKey(old).keys().cookie(client, server, false);
        FastOpenKeys both = withKey(fresh + "," + old).keys();
        Cookie after = both.cookie(client, server, true);
        assertEquals(FastOpenKeys.Match.SECOND, both.check(before, client, server));
        assertEquals(FastOpenKeys.Match.FIRST, both.check(after, client, server));
        assertEquals(FastOpenKeys.Match.NONE, both.check(before, Address.parse("10.0.0.3"), server));
        assertEquals(FastOpenKeys.Match.NONE, withKey(fresh).keys().check(before, client, server));
    }

    @Test
    void aKeyIsDrawnWhenNoneWasSetAndShownFromThenOn() {
        Sysctls sysctls = new Sysctls(Profile.MODERN);
        FastOpenSettings settings = new FastOpenSettings(sysctls, Rng.ofSeed(1));
        assertEquals("00000000-00000000-00000000-00000000", sysctls.get("net.ipv4.tcp_fastopen_key").text());
        Cookie first = settings.keys().cookie(Address.parse("10.0.0.2"), Address.parse("10.0.0.1"), false);
        String shown = sysctls.get("net.ipv4.tcp_fastopen_key").text();
        assertEquals(first.toString(), withKey(shown).keys().cookie(Address.parse("10.0.0.2"), Address.parse("10.0.0.1"), false).toString());
    }
}
