package dev.wireproof.rig.bench;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.Ready;
import dev.wireproof.core.sock.SocketType;
import dev.wireproof.core.syscall.SocketApi;

/** Accepts connections and reads whatever comes, driven by wake-ups. */
final class BulkServer {
    private final SocketApi calls;
    private final int listener;
    private final byte[] scratch = new byte[BulkOptions.BUFFER];
    private long received;

    BulkServer(SocketApi calls, int port) {
        this.calls = calls;
        listener = calls.socket(SocketType.STREAM);
        calls.setOption(listener, Option.SO_RCVBUF, BulkOptions.BUFFER / 2);
        calls.nonBlocking(listener, true);
        calls.bind(listener, Address.ANY, port);
        calls.listen(listener, 4096);
        calls.sock(listener).waiters.add(key -> accept());
    }

    long received() {
        return received;
    }

    private boolean accept() {
        while ((calls.ready(listener) & Ready.IN) != 0) {
            int fd = calls.accept4(listener, true);
            calls.sock(fd).waiters.add(key -> read(fd));
            read(fd);
        }
        return true;
    }

    private boolean read(int fd) {
        if ((calls.ready(fd) & Ready.IN) != 0) {
            received += calls.recv(fd, scratch, 0, scratch.length, 0);
        }
        return true;
    }
}
