package dev.wireproof.core.sock;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.sim.EventLoop;

/** A socket of no protocol: it has addresses, ports and options, and its state is what a test says. */
final class Holder extends InetSock {
    boolean listening;

    Holder(PortSpace ports, Credentials owner) {
        super(new EventLoop(), new SocketOptions(new SocketSettings(new Sysctls(Profile.MODERN)), owner), null, ports);
    }

    /** At an address, with words of {@code RA} (SO_REUSEADDR), {@code RP} (SO_REUSEPORT), {@code LISTEN}, {@code devN}. */
    static Holder of(PortSpace ports, Credentials owner, String address, String words) {
        Holder h = new Holder(ports, owner);
        h.local = Address.parse(address);
        for (String word : words.split(" ")) {
            switch (word) {
                case "RA" -> h.options.set(Option.SO_REUSEADDR, 1);
                case "RP" -> h.options.set(Option.SO_REUSEPORT, 1);
                case "LISTEN" -> h.listening = true;
                default -> {
                    if (word.startsWith("dev")) {
                        h.options.set(Option.SO_BINDTODEVICE, Integer.parseInt(word.substring(3)));
                    }
                }
            }
        }
        return h;
    }

    Holder at(int port) {
        localPort = port;
        return this;
    }

    Holder connectedTo(String address, int port) {
        remote = Address.parse(address);
        remotePort = port;
        return this;
    }

    boolean join(BoundSockets table) {
        return joinReuseportGroup(table);
    }

    void leave() {
        leaveReuseportGroup();
    }

    @Override
    public boolean isListening() {
        return listening;
    }

    @Override
    public void connect(Address address, int port, Call call) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void listen(int backlog) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Sock accept(Call call) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int send(byte[] octets, int offset, int length, int flags, Endpoint to, Call call) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Received receive(byte[] octets, int offset, int length, int flags, Call call) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void shutdown(Shutdown how) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close(Call call) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int poll() {
        return 0;
    }
}
