package dev.wireproof.core.syscall;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.base.Span;
import dev.wireproof.core.sim.EventLoop;
import java.util.List;

/** The epoll calls of one process; {@link SocketApi#epoll} gives them. */
public final class Epolls {
    private final EventLoop loop;
    private final DescriptorTable descriptors;

    Epolls(EventLoop loop, DescriptorTable descriptors) {
        this.loop = loop;
        this.descriptors = descriptors;
    }

    /** epoll_create1(2). */
    public int create() {
        descriptors.checkRoomForFile("epoll_create");
        descriptors.limits().take();
        return descriptors.add(new EpollFile(loop, descriptors.limits()), "epoll_create");
    }

    /**
     * Watches a descriptor.
     *
     * @param events bits of {@link dev.wireproof.core.sock.Ready} and {@link EpollFlags}
     * @param data comes back with each event
     * @throws ErrnoException EEXIST, EINVAL, ELOOP
     */
    public void add(int epoll, int fd, int events, long data) {
        epollOf(epoll).add(descriptors.get(fd, "epoll_ctl"), fd, events, data);
    }

    /** As {@link #add(int, int, int, long)} with the descriptor as its data. */
    public void add(int epoll, int fd, int events) {
        add(epoll, fd, events, fd);
    }

    /** Changes what is watched; arms a ONESHOT anew. ENOENT when it is not watched. */
    public void modify(int epoll, int fd, int events, long data) {
        epollOf(epoll).modify(descriptors.get(fd, "epoll_ctl"), fd, events, data);
    }

    /** Ends watching. ENOENT when it is not watched. */
    public void delete(int epoll, int fd) {
        epollOf(epoll).delete(descriptors.get(fd, "epoll_ctl"), fd);
    }

    /** Waits for events without limit. */
    public List<EpollEvent> await(int epoll, int most) {
        return await(epoll, most, null);
    }

    /**
     * Waits for events; an empty list when the time is over.
     *
     * @param timeout null for no limit
     */
    public List<EpollEvent> await(int epoll, int most, Span timeout) {
        return epollOf(epoll).await(most, timeout, "epoll_wait(fd " + epoll + ")");
    }

    private EpollFile epollOf(int fd) {
        if (descriptors.get(fd, "epoll") instanceof EpollFile file) {
            return file;
        }
        throw new ErrnoException("epoll", Errno.EINVAL);
    }
}
