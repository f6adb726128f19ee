package dev.wireproof.core.hook;

/** Where the users of the hooks stand, lowest first (include/uapi/linux/netfilter_ipv4.h). */
public final class HookPriority {
    public static final int DEFRAGMENT = -400;
    public static final int RAW = -300;
    public static final int CONNTRACK = -200;
    public static final int MANGLE = -150;
    public static final int NAT_DST = -100;
    public static final int FILTER = 0;
    public static final int SECURITY = 50;
    public static final int NAT_SRC = 100;
    public static final int CONNTRACK_HELPER = 300;
    public static final int CONNTRACK_CONFIRM = Integer.MAX_VALUE;

    private HookPriority() {}
}
