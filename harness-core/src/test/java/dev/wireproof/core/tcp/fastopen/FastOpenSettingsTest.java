package dev.wireproof.core.tcp.fastopen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.mib.Setting;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.sim.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FastOpenSettingsTest {
    private final Sysctls sysctls = new Sysctls(Profile.MODERN);
    private final FastOpenSettings settings = new FastOpenSettings(sysctls, Rng.ofSeed(1));

    @ParameterizedTest
    @CsvSource({
        "0, false, false, false, false, false", "1, true, false, false, false, false", "2, false, true, false, false, false",
        "5, true, false, true, false, false", "514, false, true, false, true, false", "1026, false, true, false, false, true",
        "1024, false, false, false, false, false", "459779, true, true, false, false, true"
    })
    void eachBitHasItsMeaning(long bits, boolean client, boolean server, boolean clientFree, boolean serverFree, boolean all) {
        sysctls.get("net.ipv4.tcp_fastopen").set(bits);
        assertEquals(client, settings.client());
        assertEquals(server, settings.server());
        assertEquals(clientFree, settings.clientWithoutCookie());
        assertEquals(serverFree, settings.serverWithoutCookie());
        assertEquals(all, settings.allListeners());
    }

    @Test
    void keysAreShownInFullWords() {
        Setting key = sysctls.get("net.ipv4.tcp_fastopen_key");
        key.set(" 1-2-3-ABCD,5-6-7-8 ");
        assertEquals("00000001-00000002-00000003-0000abcd,00000005-00000006-00000007-00000008", key.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1-2-3", "1-2-3-4-5", "1-2-3-123456789", "1-2-3-4,", "1-2-3-4,1-2-3-4,1-2-3-4", "1-2-3-g"})
    void whatIsNoKeyIsRefusedInOneLine(String text) {
        Setting key = sysctls.get("net.ipv4.tcp_fastopen_key");
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> key.set(text));
        assertEquals("sysctl net.ipv4.tcp_fastopen_key = '" + text
                + "': expected one key such as 00000000-00000000-00000000-00000000, or two with a comma between", refused.getMessage());
        assertEquals("00000000-00000000-00000000-00000000", key.text());
    }
}
