package dev.wireproof.core.tcp.fastopen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.tcp.fastopen.ServerRule.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerRuleTest {
    private static final Address CLIENT = Address.parse("10.0.0.2");
    private static final Address SERVER = Address.parse("10.0.0.1");
    private final FastOpenKeys old = new FastOpenKeys(octets(1, 16));
    private final FastOpenKeys both = new FastOpenKeys(octets(2, 32));

    // The second half of 32 octets is the key that 16 octets from 1 on are.
    private static byte[] octets(int first, int count) {
        byte[] octets = new byte[count];
        for (int i = 0; i < count; i++) {
            octets[i] = (byte) (i < count - 16 ? first * 50 + i : 1 + i % 16);
        }
        return octets;
    }

    private Cookie offered(String what) {
        return switch (what) {
            case "none" -> null;
            case "request" -> Cookie.REQUEST;
            case "first" -> both.cookie(CLIENT, SERVER, false);
            case "second" -> old.cookie(CLIENT, SERVER, true);
            default -> both.cookie(Address.parse("10.0.0.3"), SERVER, false);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "none, false, PLAIN", "request, false, GIVE_COOKIE", "first, false, OPEN", "second, false, OPEN_WITH_NEW_COOKIE",
        "another's, false, REPLACE_COOKIE", "none, true, OPEN", "request, true, OPEN", "another's, true, OPEN"
    })
    void judgesBySynAndKey(String offered, boolean withoutCookie, Verdict verdict) {
        assertEquals(verdict, ServerRule.judge(offered(offered), withoutCookie, both, CLIENT, SERVER));
    }
}
