package dev.wireproof.core.tcp.fastopen;

/** What a client remembers of one server for Fast Open (Linux {@code tcp_fastopen_metrics}; RFC 7413 section 4.1.3). */
public final class ServerMemory {
    private static final int NEVER = 0;
    private static final int NEXT_TIME = 1;
    private static final int TRIED = 2;

    private int mss;
    private Cookie cookie;
    private int experiment = NEVER;

    /** MSS that the server told last, 0 for none. */
    public int mss() {
        return mss;
    }

    /** The server's cookie, or what asks for one in the form that is to be tried. */
    public Cookie cookie() {
        return cookie != null ? cookie : Cookie.request(experiment == NEXT_TIME);
    }

    /**
     * A SYN-ACK has come ({@code tcp_fastopen_cache_set}).
     *
     * @param told MSS it told, 0 for none
     * @param given cookie it gave, or null
     */
    public void learn(int told, Cookie given, FormAnswer form) {
        if (told > 0) {
            mss = told;
        }
        if (given != null && !given.isRequest()) {
            cookie = given;
        } else if (cookie == null && form != FormAnswer.NONE) {
            experiment = Math.max(experiment, form == FormAnswer.IGNORED_34 ? NEXT_TIME : TRIED);
        }
    }

    /** Which form of the option the server has passed over. */
    public enum FormAnswer {
        /** None. */
        NONE,
        /** Kind 34: the experimental form is tried once. */
        IGNORED_34,
        /** The experimental form: kind 34 from now on. */
        IGNORED_EXPERIMENT
    }
}
