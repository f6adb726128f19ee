package dev.wireproof.catalogue.reuseport;

import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.rig.oracle.ReuseportOracle;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Proof;
import dev.wireproof.rig.scenario.SocketType;
import dev.wireproof.rig.scenario.SutSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Workers that share a port, and flows of the peer from ports of its own: which worker gets which flow. */
final class Group {
    static final int PORT = 8080;
    static final int WORKERS = 5;
    /** Port of the peer's first flow. */
    static final int FIRST = 40_000;
    /**
     * A uniform hash over five workers exceeds this chi-square value once in a million runs: for four degrees of freedom the
     * probability of more than x is exp(-x/2) (1 + x/2).
     */
    static final double CHI_SQUARE_BOUND = 33.4;

    private final Ladder it;
    private final SocketType type;
    private final List<SutSocket> workers = new ArrayList<>();
    private SutSocket connection;

    private Group(Ladder it, SocketType type) {
        this.it = it;
        this.type = type;
    }

    /** Members on the wildcard address. */
    static Group of(Ladder it, SocketType type, int members) {
        return of(it, type, members, Address.ANY);
    }

    static Group of(Ladder it, SocketType type, int members, Address address) {
        Group group = new Group(it, type);
        for (int i = 0; i < members; i++) {
            group.join(address);
        }
        return group;
    }

    /** One more worker, which listens when it is a stream socket. */
    SutSocket join(Address address) {
        SutSocket worker = it.sut().socket(type).nonBlocking(true).option("SO_REUSEPORT", 1).bind(address, PORT);
        workers.add(type == STREAM ? worker.listen(128) : worker);
        return worker;
    }

    SutSocket worker(int index) {
        return workers.get(index);
    }

    /** The worker's socket is closed; the others keep their numbers. */
    void leave(int index) {
        workers.get(index).close();
        workers.set(index, null);
    }

    /** One datagram, or one connection that the peer resets afterwards, from this port; the number of the worker that got it. */
    int flow(int peerPort) {
        if (type == STREAM) {
            connect(peerPort);
        } else {
            it.in(now(), udp(peerPort, PORT, 10));
            it.quiet(us(100));
        }
        int to = takenBy();
        if (type == STREAM) {
            it.in(now(), rst(1));
            connection.close();
        }
        return to;
    }

    /** The peer opens a connection from this port. */
    void connect(int peerPort) {
        it.ports(PORT, peerPort);
        it.in(now(), syn(0).mss(1460));
        it.out(now(), synAck(0, 1));
        it.in(now(), ack(1, 1));
        it.quiet(us(100));
    }

    /** Each of the flows once, from consecutive ports. */
    int[] flows(int count) {
        int[] to = new int[count];
        for (int i = 0; i < count; i++) {
            to[i] = flow(FIRST + i);
        }
        return to;
    }

    /** The worker that has something; exactly one has. */
    private int takenBy() {
        int found = -1;
        for (int i = 0; i < workers.size(); i++) {
            if (workers.get(i) != null && took(workers.get(i))) {
                it.check("one worker alone gets a flow", found < 0);
                found = i;
            }
        }
        it.check("a worker gets the flow", found >= 0);
        return found;
    }

    private boolean took(SutSocket worker) {
        try {
            if (type == STREAM) {
                connection = worker.accept();
            } else {
                worker.read(100);
            }
            return true;
        } catch (ErrnoException e) {
            it.equal("errno of a worker without work", Errno.EAGAIN, e.errno());
            return false;
        }
    }

    /** Judges how many flows each of the workers got. */
    Proof spread(int[] to) {
        int[] counts = new int[WORKERS];
        for (int worker : to) {
            counts[worker]++;
        }
        it.step("the workers got " + Arrays.toString(counts) + " flows");
        it.check("every worker used, not " + Arrays.toString(counts), Arrays.stream(counts).allMatch(c -> c > 0));
        return it.check("a spread as of a uniform hash, not " + Arrays.toString(counts), ReuseportOracle.chiSquare(counts) <= CHI_SQUARE_BOUND);
    }
}
