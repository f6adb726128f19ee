package dev.wireproof.rig.capture;

/** The link layers this package reads, by their numbers in the tcpdump registry of link-layer header types. */
public enum LinkType {
    ETHERNET(1),
    RAW_IP(101),
    /** Linux cooked capture, from {@code -i any} of older programs. */
    LINUX_COOKED_V1(113),
    LINUX_COOKED_V2(276);

    private final int code;

    LinkType(int code) {
        this.code = code;
    }

    /** The registry's number, as written to files. */
    public int code() {
        return code;
    }

    /** The link layer of a number, or null when it is none of ours. Raw IP has four numbers, old and new. */
    public static LinkType of(int code) {
        return switch (code) {
            case 1 -> ETHERNET;
            case 12, 14, 101, 228, 229 -> RAW_IP;
            case 113 -> LINUX_COOKED_V1;
            case 276 -> LINUX_COOKED_V2;
            default -> null;
        };
    }
}
