package dev.wireproof.core.hook;

/** The five hooks of IPv4 (include/uapi/linux/netfilter.h). Receive passes 1-2, forward 1-3-5, send 4-5. */
public enum HookPoint {
    PRE_ROUTING,
    LOCAL_IN,
    FORWARD,
    LOCAL_OUT,
    POST_ROUTING
}
