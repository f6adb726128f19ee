package dev.wireproof.core.tcp.listen;

import dev.wireproof.core.sock.ReuseportGroup;
import dev.wireproof.core.sock.ReuseportGroup.Overflow;
import java.util.ArrayDeque;

/**
 * The two queues of a listening socket (facts 8.3): half-open requests, and connections for accept(). "Full" means longer than
 * the backlog, so that the accept queue holds one more.
 */
public final class Listener {
    private final ListenerOwner owner;
    private final ArrayDeque<WaitingConnection> accepted = new ArrayDeque<>();
    private int backlog;
    private Request firstRequest;
    private int requests;
    private int young;
    private boolean closed;
    private final Overflow overflow = new Overflow();

    public Listener(ListenerOwner owner, int backlog) {
        this.owner = owner;
        this.backlog = backlog;
    }

    public ListenerOwner owner() {
        return owner;
    }

    /** Effective backlog. */
    public int backlog() {
        return backlog;
    }

    public void backlog(int effective) {
        backlog = effective;
    }

    /** Connections that wait for accept(). */
    public int waiting() {
        return accepted.size();
    }

    /** Half-open requests. */
    public int requests() {
        return requests;
    }

    /** Requests whose SYN-ACK was not sent again yet. */
    int young() {
        return young;
    }

    boolean isAcceptQueueFull() {
        return accepted.size() > backlog;
    }

    /** A cookie was sent (Linux {@code tcp_synq_overflow}). */
    void overflowed(long nowSeconds) {
        overflow().lastSeconds = nowSeconds;
    }

    /** False when no cookie that is still good can be out, so that a flood of ACKs costs no hashing (Linux {@code tcp_synq_no_recent_overflow}). */
    boolean hasOverflowedLately(long nowSeconds) {
        return nowSeconds - overflow().lastSeconds <= SynCookies.VALID_SECONDS;
    }

    // Members of a group answer each other's cookies.
    private Overflow overflow() {
        ReuseportGroup group = owner.reuseportGroup();
        return group == null ? overflow : group.synOverflow;
    }

    public boolean isClosed() {
        return closed;
    }

    void add(Request r) {
        r.next = firstRequest;
        if (firstRequest != null) {
            firstRequest.previous = r;
        }
        firstRequest = r;
        requests++;
        young++;
    }

    void remove(Request r) {
        if (r.previous == null) {
            firstRequest = r.next;
        } else {
            r.previous.next = r.next;
        }
        if (r.next != null) {
            r.next.previous = r.previous;
        }
        r.next = null;
        r.previous = null;
        requests--;
        if (r.timeouts == 0) {
            young--;
        }
    }

    void aged() {
        young--;
    }

    void accepted(WaitingConnection c) {
        accepted.addLast(c);
        owner.acceptable();
    }

    /** The connection that has waited longest, or null. */
    public WaitingConnection take() {
        return accepted.pollFirst();
    }

    /** Stops listening: requests go, connections that nobody accepted are reset (facts 7.4). */
    public void close() {
        closed = true;
        while (firstRequest != null) {
            firstRequest.end();
        }
        for (WaitingConnection c = accepted.pollFirst(); c != null; c = accepted.pollFirst()) {
            c.abort();
        }
    }
}
