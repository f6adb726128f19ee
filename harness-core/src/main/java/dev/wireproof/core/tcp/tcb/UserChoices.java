package dev.wireproof.core.tcp.tcb;

/** What the user has chosen for a connection by socket options (facts H.3). */
public final class UserChoices {
    /** TCP_NODELAY. */
    public boolean noDelay;
    /** TCP_CORK. */
    public boolean cork;
    /** TCP_MAXSEG, 0 for none. */
    public int maxSegment;
    /** SO_KEEPALIVE. */
    public boolean keepalive;
    /** TCP_KEEPIDLE in seconds, 0 for the namespace's. */
    public int keepIdleSeconds;
    /** TCP_KEEPINTVL in seconds, 0 for the namespace's. */
    public int keepIntervalSeconds;
    /** TCP_KEEPCNT, 0 for the namespace's. */
    public int keepCount;
    /** TCP_SYNCNT, 0 for the namespace's. */
    public int synRetries;
    /** TCP_LINGER2 in seconds; 0 for the namespace's, -1 for no FIN-WAIT-2 at all. */
    public int linger2Seconds;
    /** TCP_DEFER_ACCEPT as timeouts of a SYN-ACK, 0 for none. */
    public int deferredTimeouts;
    /** TCP_THIN_LINEAR_TIMEOUTS. */
    public boolean thinLinearTimeouts;
    /** TCP_NOTSENT_LOWAT, unsigned; 0 for the namespace's. */
    public int notSentLowWater;
    /** TCP_INQ: receive calls tell what still waits. */
    public boolean tellUnread;
    /** TCP_WINDOW_CLAMP in octets, 0 for none. */
    public int windowClamp;
    /** TCP_USER_TIMEOUT in milliseconds, 0 for none. */
    public int userTimeoutMillis;
    /** TCP_FASTOPEN_CONNECT. */
    public boolean fastOpenConnect;
    /** TCP_FASTOPEN_NO_COOKIE. */
    public boolean fastOpenNoCookie;

    /** The same choices for a connection of a listener. */
    public UserChoices copy() {
        UserChoices c = new UserChoices();
        c.noDelay = noDelay;
        c.cork = cork;
        c.maxSegment = maxSegment;
        c.keepalive = keepalive;
        c.keepIdleSeconds = keepIdleSeconds;
        c.keepIntervalSeconds = keepIntervalSeconds;
        c.keepCount = keepCount;
        c.synRetries = synRetries;
        c.linger2Seconds = linger2Seconds;
        c.deferredTimeouts = deferredTimeouts;
        c.thinLinearTimeouts = thinLinearTimeouts;
        c.notSentLowWater = notSentLowWater;
        c.tellUnread = tellUnread;
        c.windowClamp = windowClamp;
        c.userTimeoutMillis = userTimeoutMillis;
        c.fastOpenConnect = fastOpenConnect;
        c.fastOpenNoCookie = fastOpenNoCookie;
        return c;
    }
}
