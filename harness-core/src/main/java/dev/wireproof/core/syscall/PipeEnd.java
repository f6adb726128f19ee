package dev.wireproof.core.syscall;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.sim.Blocking;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.WaitQueue;
import dev.wireproof.core.sock.Ready;

/** One end of a pipe as an open file (Linux {@code pipe_read}, {@code pipe_write}). */
final class PipeEnd extends OpenFile {
    final Pipe pipe;
    final boolean reads;
    private final EventLoop loop;

    PipeEnd(EventLoop loop, FileLimits limits, Pipe pipe, boolean reads) {
        super(limits);
        this.loop = loop;
        this.pipe = pipe;
        this.reads = reads;
    }

    @Override
    int poll() {
        if (reads) {
            return (pipe.filled() > 0 ? Ready.IN | Ready.RDNORM : 0) | (pipe.hasWriter() ? 0 : Ready.HUP);
        }
        return (pipe.room() > 0 ? Ready.OUT | Ready.WRNORM : 0) | (pipe.hasReader() ? 0 : Ready.ERR);
    }

    @Override
    WaitQueue waiters() {
        return pipe.waiters;
    }

    @Override
    void released() {
        if (reads) {
            pipe.closeReader();
        } else {
            pipe.closeWriter();
        }
    }

    @Override
    int read(byte[] octets, int offset, int length, int fd) {
        if (!reads) {
            throw new ErrnoException("read", Errno.EBADF);
        }
        if (!awaitOctets("read", fd, isNonBlocking())) {
            return 0;
        }
        int count = pipe.copy(octets, offset, length);
        pipe.drop(count);
        return count;
    }

    /** Waits until octets are here; false at the end of the stream. */
    boolean awaitOctets(String call, int fd, boolean nonBlocking) {
        while (pipe.filled() == 0) {
            if (!pipe.hasWriter()) {
                return false;
            }
            await(call, fd, nonBlocking);
        }
        return true;
    }

    @Override
    int write(byte[] octets, int offset, int length, int fd) {
        if (reads) {
            throw new ErrnoException("write", Errno.EBADF);
        }
        int done = 0;
        while (done < length) {
            if (pipe.room() == 0 && done > 0 && isNonBlocking()) {
                break;
            }
            awaitRoom("write", fd, isNonBlocking());
            int part = Math.min(pipe.room(), length - done);
            pipe.put(octets, offset + done, part);
            done += part;
        }
        return done;
    }

    /** Waits until there is room; EPIPE when nobody reads any more. */
    void awaitRoom(String call, int fd, boolean nonBlocking) {
        while (pipe.room() == 0 || !pipe.hasReader()) {
            if (!pipe.hasReader()) {
                throw new ErrnoException(call, Errno.EPIPE);
            }
            await(call, fd, nonBlocking);
        }
    }

    private void await(String call, int fd, boolean nonBlocking) {
        if (nonBlocking) {
            throw new ErrnoException(call, Errno.EAGAIN);
        }
        int before = pipe.filled();
        loop.blocking().await(pipe.waiters, () -> pipe.filled() != before || !pipe.hasReader() || !pipe.hasWriter(), false,
                Blocking.FOREVER, call + "(fd " + fd + ")");
    }
}
