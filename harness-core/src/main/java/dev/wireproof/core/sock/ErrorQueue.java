package dev.wireproof.core.sock;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.sock.Sock.Received;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Errors and notices of a socket that wait for a call with MSG_ERRQUEUE (Linux {@code sk_error_queue}, net/core/skbuff.c {@code
 * sock_queue_err_skb}); they are charged to the receive memory.
 */
public final class ErrorQueue {
    private final Sock sock;
    private final ArrayDeque<QueuedError> entries = new ArrayDeque<>();

    ErrorQueue(Sock sock) {
        this.sock = sock;
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The newest entry, or null. */
    public QueuedError newest() {
        return entries.peekLast();
    }

    /**
     * Queues an entry and wakes who waits for errors.
     *
     * @return false when the receive buffer has no room: the entry is lost
     */
    public boolean add(QueuedError entry) {
        if (sock.receiveMemory() + (long) entry.truesize() >= sock.options.receiveBuffer()) {
            return false;
        }
        sock.addReceiveMemory(entry.truesize());
        entries.addLast(entry);
        sock.errorReady();
        return true;
    }

    /** Puts an entry into the place of the newest, which it has taken in; its charge stays that of the newest. */
    public void replaceNewest(QueuedError entry) {
        QueuedError old = entries.removeLast();
        entries.addLast(new QueuedError(entry.error(), entry.about(), entry.payload(), old.truesize(), entry.before()));
        sock.errorReady();
    }

    /**
     * Takes the oldest entry (Linux {@code ip_recv_error}); SO_ERROR then is what the next one says.
     *
     * @throws ErrnoException EAGAIN when nothing waits
     */
    Received take(byte[] octets, int offset, int length) {
        QueuedError entry = entries.pollFirst();
        if (entry == null) {
            throw new ErrnoException("recvmsg", Errno.EAGAIN);
        }
        sock.addReceiveMemory(-entry.truesize());
        updatePendingError(entry);
        int full = entry.payload().length;
        int count = Math.min(full, length);
        System.arraycopy(entry.payload(), 0, octets, offset, count);
        List<ControlMessage> control = new ArrayList<>(entry.before());
        control.add(new ControlMessage.Error(entry.error()));
        int flags = Sock.MSG_ERRQUEUE | (count < full ? Sock.MSG_TRUNC : 0);
        return new Received(count, entry.about(), flags, full, List.copyOf(control));
    }

    // Linux sock_dequeue_err_skb.
    private void updatePendingError(QueuedError taken) {
        QueuedError next = entries.peekFirst();
        if (next != null && next.error().isPendingError()) {
            sock.error = next.error().errno();
        } else if (taken.error().isPendingError()) {
            sock.error = Errno.OK;
        }
        if (next != null) {
            sock.errorReady();
        }
    }

    /** Forgets the errors, for IP_RECVERR switched off; zero-copy notices stay (Linux {@code skb_errqueue_purge}). */
    void purgeErrors() {
        for (Iterator<QueuedError> i = entries.iterator(); i.hasNext(); ) {
            QueuedError entry = i.next();
            if (entry.error().origin() != ExtendedError.Origin.ZEROCOPY) {
                sock.addReceiveMemory(-entry.truesize());
                i.remove();
            }
        }
    }

    /** Forgets everything: the socket is gone. */
    public void clear() {
        while (!entries.isEmpty()) {
            sock.addReceiveMemory(-entries.removeFirst().truesize());
        }
    }
}
