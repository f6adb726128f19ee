package dev.wireproof.core.syscall;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.base.Span;
import dev.wireproof.core.sim.Blocking;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.WaitQueue;
import dev.wireproof.core.sock.Ready;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** An epoll instance (Linux fs/eventpoll.c, facts 11.4): who is watched, and who is perhaps ready, in the order of waking. */
final class EpollFile extends OpenFile {
    /** Most epolls above each other, less one (Linux {@code EP_MAX_NESTS}). */
    private static final int MAX_NESTING = 4;

    private static final int EXCLUSIVE_ALLOWED = Ready.IN | Ready.OUT | Ready.ERR | Ready.HUP | EpollFlags.EDGE | EpollFlags.EXCLUSIVE;

    private final EventLoop loop;
    private final TreeSet<EpollItem> interest = new TreeSet<>();
    private final ArrayDeque<EpollItem> readyList = new ArrayDeque<>();
    /** Calls of epoll_wait: the last one that came is woken first. */
    private final WaitQueue sleepers = new WaitQueue();
    private final WaitQueue pollers = new WaitQueue();

    EpollFile(EventLoop loop, FileLimits limits) {
        super(limits);
        this.loop = loop;
    }

    void add(OpenFile file, int fd, int events, long data) {
        boolean exclusive = (events & EpollFlags.EXCLUSIVE) != 0;
        if (file == this || exclusive && ((events & ~EXCLUSIVE_ALLOWED) != 0 || file instanceof EpollFile)) {
            throw failed(Errno.EINVAL);
        }
        if (file instanceof EpollFile inner && (inner.reaches(this) || inner.depthBelow() + 1 + depthAbove() > MAX_NESTING)) {
            throw failed(Errno.ELOOP);
        }
        EpollItem item = new EpollItem(this, file, fd);
        if (!interest.add(item)) {
            throw failed(Errno.EEXIST);
        }
        item.set(events, data);
        file.watchers.add(item);
        if (exclusive) {
            file.waiters().addExclusive(item);
        } else {
            file.waiters().add(item);
        }
        lookAt(item);
    }

    void modify(OpenFile file, int fd, int events, long data) {
        EpollItem item = find(file, fd);
        if (item.has(EpollFlags.EXCLUSIVE) || (events & EpollFlags.EXCLUSIVE) != 0) {
            throw failed(Errno.EINVAL);
        }
        item.set(events, data);
        lookAt(item);
    }

    void delete(OpenFile file, int fd) {
        EpollItem item = find(file, fd);
        file.watchers.remove(item);
        forget(item);
    }

    /** A watched file is gone, or the descriptor was deleted. */
    void forget(EpollItem item) {
        interest.remove(item);
        item.file.waiters().remove(item);
        item.removed = true;
    }

    private EpollItem find(OpenFile file, int fd) {
        EpollItem key = new EpollItem(this, file, fd);
        EpollItem item = interest.floor(key);
        if (item == null || item.compareTo(key) != 0) {
            throw failed(Errno.ENOENT);
        }
        return item;
    }

    private void lookAt(EpollItem item) {
        if (item.ready() != 0) {
            becameReady(item);
        }
    }

    /** Puts an item at the end of the ready list. Returns true when somebody waited here. */
    boolean becameReady(EpollItem item) {
        if (!item.listed) {
            item.listed = true;
            readyList.addLast(item);
        }
        boolean somebody = !sleepers.isEmpty() || !pollers.isEmpty();
        sleepers.wake(Ready.IN);
        pollers.wakeAll(Ready.IN);
        return somebody;
    }

    /** Waits for at least one event; reports at most {@code most}. */
    List<EpollEvent> await(int most, Span timeout, String what) {
        if (most <= 0) {
            throw new ErrnoException("epoll_wait", Errno.EINVAL);
        }
        long deadline = timeout == null ? Blocking.FOREVER : loop.now() + timeout.nanos();
        while (true) {
            List<EpollEvent> events = collect(most);
            if (!events.isEmpty() || loop.now() >= deadline || !sleep(deadline, what)) {
                return events;
            }
        }
    }

    private boolean sleep(long deadline, String what) {
        WaitQueue mine = new WaitQueue();
        boolean[] woken = {false};
        WaitQueue.Waiter first = key -> {
            boolean now = !woken[0];
            woken[0] = true;
            mine.wakeAll(key);
            return now;
        };
        sleepers.addExclusiveFirst(first);
        try {
            return loop.blocking().await(mine, () -> woken[0] || hasListed(), false, deadline, what);
        } finally {
            sleepers.remove(first);
        }
    }

    private boolean hasListed() {
        return !readyList.isEmpty();
    }

    /** Asks the listed items anew; a level-triggered one that is still ready goes back to the end (Linux {@code ep_send_events}). */
    private List<EpollEvent> collect(int most) {
        List<EpollEvent> events = new ArrayList<>();
        List<EpollItem> again = new ArrayList<>();
        while (events.size() < most && !readyList.isEmpty()) {
            EpollItem item = readyList.removeFirst();
            item.listed = false;
            int bits = item.removed ? 0 : item.ready();
            if (bits == 0) {
                continue;
            }
            events.add(item.event(bits));
            if (item.has(EpollFlags.ONESHOT)) {
                item.disable();
            } else if (!item.has(EpollFlags.EDGE)) {
                again.add(item);
            }
        }
        for (EpollItem item : again) {
            item.listed = true;
            readyList.addLast(item);
        }
        if (hasListed() && !events.isEmpty()) {
            sleepers.wake(Ready.IN);
        }
        return events;
    }

    @Override
    int poll() {
        for (EpollItem item : readyList) {
            if (!item.removed && item.ready() != 0) {
                return Ready.IN | Ready.RDNORM;
            }
        }
        return 0;
    }

    @Override
    WaitQueue waiters() {
        return pollers;
    }

    @Override
    void released() {
        for (EpollItem item : List.copyOf(interest)) {
            item.file.watchers.remove(item);
            forget(item);
        }
        readyList.clear();
    }

    private boolean reaches(EpollFile target) {
        for (EpollItem item : interest) {
            if (item.file == target || item.file instanceof EpollFile inner && inner.reaches(target)) {
                return true;
            }
        }
        return false;
    }

    private int depthBelow() {
        int depth = 0;
        for (EpollItem item : interest) {
            if (item.file instanceof EpollFile inner) {
                depth = Math.max(depth, 1 + inner.depthBelow());
            }
        }
        return depth;
    }

    private int depthAbove() {
        int depth = 0;
        for (EpollItem item : watchers) {
            depth = Math.max(depth, 1 + item.epoll.depthAbove());
        }
        return depth;
    }

    private static ErrnoException failed(Errno e) {
        return new ErrnoException("epoll_ctl", e);
    }
}
