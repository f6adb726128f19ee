package dev.wireproof.rig.bench;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.Ready;
import dev.wireproof.core.sock.SocketType;
import dev.wireproof.core.syscall.SocketApi;

/** Connects and writes a number of octets, driven by wake-ups. */
final class BulkClient {
    private final SocketApi calls;
    private final int fd;
    private final byte[] chunk;
    private long left;

    /** @param chunk what each write offers; not written, so that all may share it */
    BulkClient(SocketApi calls, Address to, int port, long bytes, byte[] chunk) {
        this.calls = calls;
        this.chunk = chunk;
        left = bytes;
        fd = calls.socket(SocketType.STREAM);
        calls.setOption(fd, Option.SO_SNDBUF, BulkOptions.BUFFER / 2);
        calls.nonBlocking(fd, true);
        calls.sock(fd).waiters.add(key -> write());
        try {
            calls.connect(fd, to, port);
        } catch (ErrnoException e) {
            if (e.errno() != Errno.EINPROGRESS) {
                throw e;
            }
        }
    }

    private boolean write() {
        while (left > 0 && (calls.ready(fd) & (Ready.OUT | Ready.HUP)) == Ready.OUT) {
            left -= calls.send(fd, chunk, 0, (int) Math.min(left, chunk.length), 0);
        }
        return true;
    }
}
