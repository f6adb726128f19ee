package dev.wireproof.core.tcp;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.ip.IpPath;
import dev.wireproof.core.sock.Call;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.sock.SocketOptions;
import dev.wireproof.core.tcp.fastopen.FastOpenQueue;
import dev.wireproof.core.tcp.listen.Listener;
import dev.wireproof.core.tcp.listen.ListenerOwner;
import dev.wireproof.core.tcp.listen.WaitingConnection;
import dev.wireproof.core.tcp.tcb.TcpState;
import dev.wireproof.core.tcp.tcb.UserChoices;

/** A TCP socket as a listener: listen(2), accept(2), and what its queues ask of it (net/ipv4/inet_connection_sock.c). */
abstract class ListeningSock extends ConnectionSock implements ListenerOwner {
    private final FastOpenQueue fastOpen = new FastOpenQueue();
    private Listener listener;

    ListeningSock(Tcp tcp, SocketOptions options) {
        super(tcp, options);
    }

    abstract UserChoices choices();

    /** True when connect(2) would start a connection. */
    abstract boolean isUnconnected();

    /** The queues of a listening socket, else null. */
    Listener listener() {
        return listener;
    }

    @Override
    public FastOpenQueue fastOpen() {
        return fastOpen;
    }

    @Override
    public boolean takesTextWithoutCookie() {
        return choices().fastOpenNoCookie;
    }

    @Override
    public int receiveSpace() {
        return tcp.strategies.window(this).space();
    }

    @Override
    public boolean isReceiveBufferLocked() {
        return options.isReceiveBufferLocked();
    }

    @Override
    public byte[] signatureKey(Address peer) {
        return signatureKeys == null ? null : signatureKeys.find(peer);
    }

    @Override
    public int maxSegment() {
        return choices().maxSegment;
    }

    @Override
    public int windowClamp() {
        return choices().windowClamp;
    }

    @Override
    public int deferredTimeouts() {
        return choices().deferredTimeouts;
    }

    @Override
    public int synRetries() {
        return choices().synRetries;
    }

    @Override
    public void applyChoices(IpPath path) {
        applyOptions(path);
    }

    @Override
    public void acceptable() {
        dataReady();
    }

    @Override
    public boolean isListening() {
        return listener != null;
    }

    @Override
    public void listen(int backlog) {
        int effective = (int) Math.min(backlog & 0xFFFF_FFFFL, options.settings().listenMaximum.value());
        if (listener != null) {
            listener.backlog(effective);
            return;
        }
        if (state() != TcpState.CLOSED || !isUnconnected()) {
            throw new ErrnoException("listen", Errno.EINVAL);
        }
        if (portClaim == null && !claimPort(0)) {
            throw new ErrnoException("listen", Errno.EADDRINUSE);
        }
        listener = new Listener(this, effective);
        fastOpen.begin();
        if (tcp.fastOpen.allListeners() && fastOpen.most() == 0) {
            fastOpen.most(effective);
        }
        if (ports.conflictsAsListener(this, localPort)) {
            listener = null;
            throw new ErrnoException("listen", Errno.EADDRINUSE);
        }
        receiveShutdown = false;
        sendShutdown = false;
        joinReuseportGroup(tcp.sockets.listeners);
        tcp.sockets.listeners.add(this);
    }

    void stopListening() {
        Listener l = listener;
        tcp.sockets.listeners.remove(this);
        leaveReuseportGroup();
        listener = null;
        l.close();
        if (!portLocked) {
            releasePort();
        }
    }

    @Override
    public Sock accept(Call call) {
        checkListening();
        WaitingConnection next = listener.take();
        while (next == null) {
            if (!call.blocking() || !await(() -> listener == null || listener.waiting() > 0, true, call)) {
                throw new ErrnoException("accept", Errno.EAGAIN);
            }
            checkListening();
            next = listener.take();
        }
        next.accepted();
        return (Sock) next;
    }

    private void checkListening() {
        if (listener == null) {
            throw new ErrnoException("accept", Errno.EINVAL);
        }
    }
}
