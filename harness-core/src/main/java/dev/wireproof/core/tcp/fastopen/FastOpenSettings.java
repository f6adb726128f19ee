package dev.wireproof.core.tcp.fastopen;

import dev.wireproof.core.mib.Setting;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.sim.Rng;
import java.util.Locale;

/**
 * Sysctls of Fast Open in one namespace (Documentation/networking/ip-sysctl.rst {@code tcp_fastopen}, {@code tcp_fastopen_key},
 * {@code tcp_fastopen_blackhole_timeout_sec}).
 */
public final class FastOpenSettings {
    private static final int CLIENT = 0x1;
    private static final int SERVER = 0x2;
    private static final int CLIENT_WITHOUT_COOKIE = 0x4;
    private static final int SERVER_WITHOUT_COOKIE = 0x200;
    private static final int ALL_LISTENERS = 0x400;
    private static final int MOST_PAUSE_SECONDS = Integer.MAX_VALUE;
    private static final String NO_KEY = "00000000-00000000-00000000-00000000";
    private static final String KEY_PATTERN = "([0-9a-f]{1,8}-){3}[0-9a-f]{1,8}";
    private static final int WORDS = 4;

    private final Setting bits;
    private final Setting key;
    private final Setting blackholeSeconds;
    private final Rng rng;
    private FastOpenKeys keys;

    /** @param rng a stream of the namespace that only the key is drawn from */
    public FastOpenSettings(Sysctls s, Rng rng) {
        bits = s.number("net.ipv4.tcp_fastopen", CLIENT, Integer.MIN_VALUE, Integer.MAX_VALUE);
        key = s.text("net.ipv4.tcp_fastopen_key", NO_KEY, FastOpenSettings::canonical);
        blackholeSeconds = s.number("net.ipv4.tcp_fastopen_blackhole_timeout_sec", 0, 0, MOST_PAUSE_SECONDS);
        this.rng = rng;
        key.onChange(() -> keys = new FastOpenKeys(octets(key.text())));
    }

    private boolean has(int bit) {
        return (bits.intValue() & bit) != 0;
    }

    /** Sockets of this host may send text on a SYN. */
    public boolean client() {
        return has(CLIENT);
    }

    /** They send it whether or not they have a cookie. */
    public boolean clientWithoutCookie() {
        return has(CLIENT_WITHOUT_COOKIE);
    }

    /** Listeners may take text on a SYN. */
    public boolean server() {
        return has(SERVER);
    }

    /** They take it whether or not it comes with a cookie. */
    public boolean serverWithoutCookie() {
        return has(SERVER_WITHOUT_COOKIE);
    }

    /** Every listener takes it, not only those with TCP_FASTOPEN. */
    public boolean allListeners() {
        return has(SERVER) && has(ALL_LISTENERS);
    }

    /** How long a client keeps away from Fast Open after a blackhole; 0 for never. */
    public long blackholeSeconds() {
        return blackholeSeconds.value();
    }

    /** Called when the time of blackholes is set. */
    public void onBlackholeChange(Runnable action) {
        blackholeSeconds.onChange(action);
    }

    /** The keys of listeners without their own; drawn when the first is needed and none was set. */
    public FastOpenKeys keys() {
        if (keys == null) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < WORDS; i++) {
                text.append(text.isEmpty() ? "" : "-").append(hex(rng.nextInt()));
            }
            key.set(text.toString());
        }
        return keys;
    }

    private static String hex(int word) {
        return String.format(Locale.ROOT, "%08x", word);
    }

    // Four words of 32 bits, or two times four with a comma between.
    private static String canonical(String text) {
        String[] parts = text.toLowerCase(Locale.ROOT).split(",", -1);
        boolean good = parts.length <= 2;
        StringBuilder all = new StringBuilder();
        for (String part : parts) {
            good &= part.matches(KEY_PATTERN);
            if (good) {
                String separator = all.isEmpty() ? "" : ",";
                for (String word : part.split("-")) {
                    all.append(separator).append(hex(Integer.parseUnsignedInt(word, 16)));
                    separator = "-";
                }
            }
        }
        if (!good) {
            throw new IllegalArgumentException("expected one key such as " + NO_KEY + ", or two with a comma between");
        }
        return all.toString();
    }

    // Each word is stored with its lowest octet first.
    private static byte[] octets(String text) {
        String[] words = text.split("[-,]");
        byte[] octets = new byte[4 * words.length];
        for (int i = 0; i < words.length; i++) {
            int word = Integer.parseUnsignedInt(words[i], 16);
            for (int j = 0; j < 4; j++) {
                octets[4 * i + j] = (byte) (word >>> 8 * j);
            }
        }
        return octets;
    }
}
