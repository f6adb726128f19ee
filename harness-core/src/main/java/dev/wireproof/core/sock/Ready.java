package dev.wireproof.core.sock;

/** Readiness bits of poll and epoll (Linux {@code EPOLLIN} and so on, include/uapi/linux/eventpoll.h). */
public final class Ready {
    public static final int IN = 0x001;
    public static final int PRI = 0x002;
    public static final int OUT = 0x004;
    public static final int ERR = 0x008;
    public static final int HUP = 0x010;
    /** Answered by poll for a number that is no descriptor. */
    public static final int NVAL = 0x020;
    public static final int RDNORM = 0x040;
    public static final int WRNORM = 0x100;
    public static final int RDHUP = 0x2000;

    private static final int[] BITS = {IN, OUT, PRI, RDHUP, HUP, ERR, NVAL};
    private static final String[] WORDS = {"IN", "OUT", "PRI", "RDHUP", "HUP", "ERR", "NVAL"};

    private Ready() {}

    /** The words in the order IN OUT PRI RDHUP HUP ERR NVAL, such as {@code IN OUT}; empty when nothing is ready. */
    public static String text(int bits) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < BITS.length; i++) {
            if ((bits & BITS[i]) != 0) {
                text.append(text.isEmpty() ? "" : " ").append(WORDS[i]);
            }
        }
        return text.toString();
    }
}
