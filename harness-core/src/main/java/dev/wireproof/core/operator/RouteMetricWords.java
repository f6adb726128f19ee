package dev.wireproof.core.operator;

import dev.wireproof.core.route.RouteMetrics;

/** The metrics of a route in the words of {@code ip route}, such as {@code initcwnd 2 quickack 1}. */
public final class RouteMetricWords {
    private static final String EXPECTED = "mtu [lock] N, window N, advmss N, hoplimit N, initcwnd N, initrwnd N, rto_min N[ms|s], quickack 0|1,"
            + " fastopen_no_cookie 0|1, congctl [lock] NAME or features ecn";
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final String text;
    private final String[] words;
    private int at;

    private RouteMetricWords(String text) {
        this.text = text;
        this.words = text.trim().split("\\s+");
    }

    /**
     * Reads words.
     *
     * @throws IllegalArgumentException one line with the text and what was expected
     */
    public static RouteMetrics parse(String text) {
        return text.isBlank() ? RouteMetrics.NONE : new RouteMetricWords(text).read();
    }

    private RouteMetrics read() {
        RouteMetrics m = RouteMetrics.NONE;
        while (at < words.length) {
            m = switch (words[at++]) {
                case "mtu" -> mtu(m);
                case "window" -> m.withWindow(number());
                case "advmss" -> m.withAdvmss(number());
                case "hoplimit" -> m.withHopLimit(number());
                case "initcwnd" -> m.withInitialCongestionWindow(number());
                case "initrwnd" -> m.withInitialReceiveWindow(number());
                case "rto_min" -> m.withRtoMinNanos(time());
                case "quickack" -> m.withQuickAck(number() != 0);
                case "fastopen_no_cookie" -> m.withFastOpenNoCookie(number() != 0);
                case "congctl" -> congestion(m);
                case "features" -> features(m);
                default -> throw wrong();
            };
        }
        return m;
    }

    private RouteMetrics mtu(RouteMetrics m) {
        boolean lock = at < words.length && words[at].equals("lock");
        at += lock ? 1 : 0;
        return m.withMtu(number(), lock);
    }

    private RouteMetrics congestion(RouteMetrics m) {
        boolean lock = at < words.length && words[at].equals("lock");
        at += lock ? 1 : 0;
        if (at >= words.length) {
            throw wrong();
        }
        return m.withCongestionControl(words[at++], lock);
    }

    private RouteMetrics features(RouteMetrics m) {
        if (at == words.length || !words[at++].equals("ecn")) {
            throw wrong();
        }
        return m.withEcn(true);
    }

    private int number() {
        return (int) digits(at < words.length ? words[at++] : "");
    }

    /** Milliseconds when no unit stands behind, as iproute2 counts. */
    private long time() {
        String word = at < words.length ? words[at++] : "";
        boolean seconds = word.endsWith("s") && !word.endsWith("ms");
        String value = word.replaceFirst("m?s$", "");
        return digits(value) * (seconds ? 1000 * NANOS_PER_MILLI : NANOS_PER_MILLI);
    }

    private long digits(String word) {
        if (!word.matches("[0-9]{1,9}")) {
            throw wrong();
        }
        return Long.parseLong(word);
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("route metrics '" + text + "': expected " + EXPECTED);
    }
}
