package dev.wireproof.catalogue.reuseport;

import static dev.wireproof.catalogue.reuseport.Group.PORT;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Addressing;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Proof;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SocketType;
import dev.wireproof.rig.scenario.SutSocket;

/** Which second bind to a port is refused: the matrix of SO_REUSEADDR, SO_REUSEPORT, states and addresses. */
public class Binds {
    private static final Address SUT = Addressing.STANDARD.sut();

    private static SutSocket socket(Ladder it, SocketType type, String... options) {
        SutSocket made = it.sut().socket(type);
        for (String option : options) {
            made.option(option, 1);
        }
        return made;
    }

    private static Proof inUse(Ladder it, SutSocket second, Address address) {
        Proof refused = it.fails(Errno.EADDRINUSE, () -> second.bind(address, PORT));
        second.close();
        return refused;
    }

    /** A connection shows that the port works. */
    private static void answers(Ladder it) {
        it.in(now(), syn(0));
        it.out(now(), synAck(0, 1));
        it.in(after(ms(1)), rst(1));
    }

    @Scenario(id = "reuseport/bind-plain", confirmedBy = "kernel:6.18.44")
    public void plainSocketsExcludeEachOtherWhereTheirAddressesOverlap(Ladder it) {
        it.ports(PORT, 40_000);
        SutSocket any = socket(it, STREAM).bind(PORT);
        inUse(it, socket(it, STREAM), Address.ANY).proves("TCP-2/bound-ports");
        inUse(it, socket(it, STREAM), SUT).proves("TCP-2/bound-ports");
        inUse(it, socket(it, STREAM, "SO_REUSEADDR"), SUT);
        inUse(it, socket(it, STREAM, "SO_REUSEPORT"), SUT);
        any.close();
        socket(it, STREAM).bind(ip("127.0.0.1"), PORT);
        socket(it, STREAM).bind(ip("127.0.0.2"), PORT);
        socket(it, STREAM).bind(SUT, PORT).listen(1);
        socket(it, DATAGRAM).bind(PORT);
        answers(it);
    }

    @Scenario(id = "reuseport/bind-reuseaddr", confirmedBy = "kernel:6.18.44")
    public void reuseAddressLetsSocketsShareAPortUntilOneListens(Ladder it) {
        it.ports(PORT, 40_000);
        SutSocket first = socket(it, STREAM, "SO_REUSEADDR").bind(PORT);
        SutSocket second = socket(it, STREAM, "SO_REUSEADDR").bind(PORT).listen(1);
        it.fails(Errno.EADDRINUSE, () -> first.listen(1));
        inUse(it, socket(it, STREAM, "SO_REUSEADDR"), Address.ANY);
        inUse(it, socket(it, STREAM, "SO_REUSEADDR"), SUT);
        answers(it);
        second.close();
        first.listen(1);
        it.check("the first listens when the second has gone", true).proves("SOCK-4/reuseaddr");
        answers(it);
    }

    @Scenario(id = "reuseport/bind-reuseport", confirmedBy = "kernel:6.18.44")
    public void aGroupTakesOnlySocketsThatAskedToShare(Ladder it) {
        it.ports(PORT, 40_000);
        socket(it, STREAM, "SO_REUSEPORT").bind(PORT).listen(1);
        socket(it, STREAM, "SO_REUSEPORT").bind(PORT).listen(1);
        inUse(it, socket(it, STREAM), Address.ANY);
        inUse(it, socket(it, STREAM, "SO_REUSEADDR"), Address.ANY);
        it.step("a second group on the exact address");
        socket(it, STREAM, "SO_REUSEPORT").bind(SUT, PORT).listen(1);
        socket(it, STREAM, "SO_REUSEPORT").bind(SUT, PORT).listen(1);
        inUse(it, socket(it, STREAM), SUT);
        it.check("both groups are there", true).proves("SOCK-4/group");
        answers(it);
    }

    @Scenario(id = "reuseport/set-after-bind", confirmedBy = "kernel:6.18.44")
    public void aListenerMayAskToShareLaterAndThenFoundsTheGroup(Ladder it) {
        it.ports(PORT, 40_000);
        SutSocket first = socket(it, STREAM).bind(PORT).listen(1);
        inUse(it, socket(it, STREAM, "SO_REUSEPORT"), Address.ANY);
        first.option("SO_REUSEPORT", 1);
        SutSocket second = socket(it, STREAM, "SO_REUSEPORT").bind(PORT).listen(1);
        answers(it);
        first.close();
        answers(it);
        second.close();
    }

    @Scenario(id = "reuseport/bind-datagram", confirmedBy = "kernel:6.18.44")
    public void datagramSocketsFollowTheSameRules(Ladder it) {
        SutSocket plain = socket(it, DATAGRAM).bind(PORT);
        inUse(it, socket(it, DATAGRAM), Address.ANY);
        inUse(it, socket(it, DATAGRAM, "SO_REUSEADDR"), SUT);
        inUse(it, socket(it, DATAGRAM, "SO_REUSEPORT"), SUT);
        plain.close();
        SutSocket first = socket(it, DATAGRAM, "SO_REUSEPORT").bind(PORT);
        SutSocket second = socket(it, DATAGRAM, "SO_REUSEPORT").bind(PORT);
        inUse(it, socket(it, DATAGRAM, "SO_REUSEADDR"), Address.ANY);
        first.close();
        second.close();
        it.step("with SO_REUSEADDR alone unicast goes to the one that was bound last");
        SutSocket older = socket(it, DATAGRAM, "SO_REUSEADDR").bind(PORT).nonBlocking(true);
        SutSocket newer = socket(it, DATAGRAM, "SO_REUSEADDR").bind(PORT);
        it.in(now(), udp(5000, PORT, 10));
        it.quiet(ms(1));
        it.equal("datagram", bytes(10), newer.read(100));
        it.fails(Errno.EAGAIN, () -> older.read(100)).proves("SOCK-4/reuseaddr");
    }

    @Scenario(id = "reuseport/bind-time-wait", confirmedBy = "kernel:6.18.44")
    public void aPortInTimeWaitIsFreeWhereBothSocketsReuseAddresses(Ladder it) {
        it.ports(PORT, 40_000);
        timeWait(it, socket(it, STREAM, "SO_REUSEADDR"));
        inUse(it, socket(it, STREAM), Address.ANY);
        socket(it, STREAM, "SO_REUSEADDR").bind(PORT).close();
        it.check("bind of a socket with SO_REUSEADDR", true).proves("SOCK-4/reuseaddr");
    }

    @Scenario(id = "reuseport/bind-time-wait-plain", confirmedBy = "kernel:6.18.44")
    public void aPortInTimeWaitIsTakenWhereTheOldSocketDidNotReuseAddresses(Ladder it) {
        it.ports(PORT, 40_000);
        timeWait(it, socket(it, STREAM));
        inUse(it, socket(it, STREAM), Address.ANY);
        inUse(it, socket(it, STREAM, "SO_REUSEADDR"), Address.ANY);
    }

    /** The host closes an accepted connection first; nothing listens any more. */
    private static void timeWait(Ladder it, SutSocket listener) {
        listener.bind(PORT).listen(1);
        it.in(now(), syn(0).mss(1460));
        it.out(now(), synAck(0, 1));
        it.in(after(ms(1)), ack(1, 1));
        SutSocket conn = listener.accept();
        conn.close();
        it.out(now(), fin(1, 1));
        it.in(after(ms(1)), fin(1, 2));
        it.out(now(), ack(2, 2));
        listener.close();
    }
}
