package dev.wireproof.core.tcp.tcb;

import dev.wireproof.core.mib.Setting;
import dev.wireproof.core.mib.Sysctls;

/** Sysctls that bound what a host does for connections nobody uses, attacks or hardly feeds. */
public final class LimitSettings {
    /** Connections without a user before more are reset at close. */
    public final Setting maxOrphans;
    /** Challenge ACKs a second of the whole namespace, about; the largest number for no limit. */
    public final Setting challengeAcks;
    /** Streams with few segments under way do not double their timeout at first. */
    public final Setting thinLinearTimeouts;

    LimitSettings(Sysctls s) {
        maxOrphans = s.number("net.ipv4.tcp_max_orphans", 131_072, 0, Integer.MAX_VALUE);
        challengeAcks = s.number("net.ipv4.tcp_challenge_ack_limit", Integer.MAX_VALUE, 0, Integer.MAX_VALUE);
        thinLinearTimeouts = s.number("net.ipv4.tcp_thin_linear_timeouts", 0, 0, 1);
    }
}
