package dev.wireproof.catalogue.properties;

import static dev.wireproof.rig.scenario.Words.ms;
import static dev.wireproof.rig.scenario.Words.now;
import static dev.wireproof.rig.scenario.Words.segment;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.Ready;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.sock.SocketType;
import dev.wireproof.core.syscall.SocketApi;
import dev.wireproof.core.wire.EtherType;
import dev.wireproof.core.wire.EthernetView;
import dev.wireproof.core.wire.TcpView;
import dev.wireproof.rig.explore.Case;
import dev.wireproof.rig.oracle.TcpArrivalOracle;
import dev.wireproof.rig.oracle.TcpArrivalOracle.Segment;
import dev.wireproof.rig.oracle.TcpStateOracle;
import dev.wireproof.rig.oracle.TcpStateOracle.Event;
import dev.wireproof.rig.oracle.TcpStateOracle.Profile;
import dev.wireproof.rig.oracle.TcpStateOracle.Reply;
import dev.wireproof.rig.oracle.TcpStateOracle.State;
import dev.wireproof.rig.scenario.BuiltInHost;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.ObservedFrame;
import dev.wireproof.rig.scenario.TcpSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One connection between the host under test and the scripted peer, and the state table beside it. */
final class StateWalk {
    private static final int NONE = -1;
    private static final int LISTENING = 8080;
    private static final int LOCAL = 5000;
    private static final int PEER = 40_000;
    private static final long ABORTING = 0;
    private static final Profile PROFILE = Profile.LINUX;
    private static final TcpStateOracle ORACLE = new TcpStateOracle(PROFILE);

    private final Ladder it;
    private final SocketApi calls;
    private final ConnectionModel model;
    private final boolean active;
    private final int listener;
    private State state;
    private int fd = NONE;
    /** Whether the socket is that of the connection on the wire. */
    private boolean connected;
    /** A shutdown in SYN-RECEIVED, which Linux puts off until the connection is established. */
    private boolean putOff;

    StateWalk(Ladder it, Case<StateStep> one) {
        this.it = it;
        active = one.is("active");
        model = new ConnectionModel((int) one.get("peerIsn"), active);
        calls = ((BuiltInHost) it.sut()).net().process("program").calls();
        it.sut().nextIsn((int) one.get("isn"));
        it.ports(local(), PEER);
        int socket = calls.socket(SocketType.STREAM);
        calls.nonBlocking(socket, true);
        calls.bind(socket, Address.ANY, local());
        if (active) {
            listener = NONE;
            fd = socket;
            connected = true;
            state = State.CLOSED;
            judge(new Event[] {Event.ACTIVE_OPEN}, () -> attempt(() -> calls.connect(fd, it.peer(), PEER)));
        } else {
            listener = socket;
            calls.listen(listener, 5);
            state = State.LISTEN;
        }
    }

    private int local() {
        return active ? LOCAL : LISTENING;
    }

    void take(StateStep s) {
        it.step(s + " in " + state);
        switch (s.kind()) {
            case SEGMENT -> arrive(s);
            case WAIT -> {
                it.pass(ms(s.amount()));
                sent();
                it.equal("state after waiting", state, observed());
            }
            case READ -> {
                if (fd != NONE) {
                    attempt(() -> calls.recv(fd, 10_000));
                    model.read();
                    sent();
                }
            }
            default -> {
                if (fd != NONE) {
                    call(s);
                }
            }
        }
    }

    private void call(StateStep s) {
        switch (s.kind()) {
            case SHUTDOWN -> {
                putOff |= connected && state == State.SYN_RECEIVED_ACTIVE;
                called(Event.SHUTDOWN_WRITE, () -> attempt(() -> calls.shutdown(fd, Sock.Shutdown.WRITE)));
            }
            case ABORT -> {
                calls.setOption(fd, Option.SO_LINGER, ABORTING);
                close(Event.ABORT);
            }
            default -> close(model.hasUnread() ? Event.CLOSE_UNREAD : Event.CLOSE);
        }
    }

    private void close(Event event) {
        int closing = fd;
        fd = NONE;
        boolean closesThisOne = connected;
        called(event, () -> calls.close(closing));
        if (closesThisOne) {
            model.closed(state);
        }
    }

    /** A call on the connection that is on the wire, or on a socket that an earlier one left. */
    private void called(Event event, Runnable call) {
        if (connected) {
            judge(new Event[] {event}, call);
        } else {
            call.run();
            it.equal("frames of a socket whose connection is over", List.of(), Frames.described(it.taken()));
            it.equal("state beside a socket whose connection is over", state, observed());
        }
    }

    private void arrive(StateStep step) {
        Segment s = model.segment(step);
        boolean opening = state == State.CLOSED || state == State.LISTEN;
        Event[] events = TcpArrivalOracle.classify(PROFILE, state, model.numbers(), s);
        boolean beyondTheModel = s.syn() && (s.length() > 0 || s.fin() && !opening)
                || s.fin() && Arrays.asList(events).contains(Event.OUT_OF_ORDER)
                || model.isJudgedByLinuxAlone(s);
        if (beyondTheModel) {
            return;
        }
        judge(putOff && state == State.SYN_RECEIVED_ACTIVE ? withShutdown(events) : events, () -> it.in(now(), packet(s)), s);
        acceptIfThere();
    }

    /** The shutdown that was put off follows what establishes the connection. */
    private static Event[] withShutdown(Event[] events) {
        List<Event> all = new ArrayList<>(List.of(events));
        all.add(1, Event.SHUTDOWN_WRITE);
        return all.toArray(new Event[0]);
    }

    /** What happens to the connection, with no segment of the peer as its cause. */
    private void judge(Event[] events, Runnable action) {
        judge(events, action, null);
    }

    private void judge(Event[] events, Runnable action, Segment cause) {
        State from = state;
        action.run();
        List<ObservedFrame> frames = it.taken();
        State to = observed();
        boolean fresh = to == State.LISTEN || to == State.CLOSED;
        it.check("at most one control segment for each of " + Arrays.toString(events) + ", got " + frames.size(), frames.size() <= events.length);
        Reply reply = frames.isEmpty() ? Reply.NONE : reply(tcp(frames.get(frames.size() - 1)));
        if (reply == Reply.RST && cause != null) {
            expectBelievable(tcp(frames.get(frames.size() - 1)), cause);
        }
        Optional<String> objection = ORACLE.judge(from, events, to, reply);
        if (objection.isPresent() && (reply == Reply.ACK && model.owesAck() || reply == Reply.FIN && model.owesFin(from))) {
            // A delayed acknowledgement may go out with any occasion, and a FIN that a full congestion window held back.
            objection = ORACLE.judge(from, events, to, Reply.NONE);
        }
        it.check("what the table allows: " + objection.orElse(""), objection.isEmpty());
        if (cause != null && synchronises(from, to)) {
            model.opens(cause);
        }
        frames.forEach(this::note);
        if (cause != null && !fresh) {
            model.took(cause, events, from, to);
        }
        connected &= to != State.CLOSED && to != State.LISTEN && to != State.SYN_RECEIVED_PASSIVE;
        state = active || to != State.CLOSED ? to : State.LISTEN;
    }

    /** A reset in answer to a segment has the number that its sender waits for (RFC 9293 section 3.10.7.1). */
    private void expectBelievable(TcpView rst, Segment cause) {
        int end = cause.seq() + cause.length() + (cause.syn() ? 1 : 0) + (cause.fin() ? 1 : 0);
        int expected = cause.hasAck() ? cause.ack() : 0;
        boolean believable = rst.seq() == expected && (cause.hasAck() || rst.ack() == end);
        it.check("a reset of number " + Integer.toUnsignedString(expected) + ", got " + Integer.toUnsignedString(rst.seq()) + " and ACK "
                + Integer.toUnsignedString(rst.ack()), believable);
    }

    private static boolean synchronises(State from, State to) {
        return from != to && to == State.SYN_RECEIVED_PASSIVE
                || from == State.SYN_SENT && (to == State.SYN_RECEIVED_ACTIVE || to == State.ESTABLISHED);
    }

    private void acceptIfThere() {
        if (!active && state != State.LISTEN && state != State.SYN_RECEIVED_PASSIVE && (calls.ready(listener) & Ready.IN) != 0) {
            if (fd != NONE) {
                calls.close(fd);
            }
            fd = calls.accept(listener);
            connected = true;
            calls.nonBlocking(fd, true);
        }
    }

    private State observed() {
        return StateTrail.observed(it.sut().info(local(), PEER), state, active);
    }

    /** Frames that time alone brought about. */
    private void sent() {
        it.taken().forEach(this::note);
    }

    private void note(ObservedFrame f) {
        TcpView tcp = tcp(f);
        if (tcp != null) {
            model.sent(tcp, Frames.octets(f.octets(), tcp));
        }
    }

    private static TcpView tcp(ObservedFrame f) {
        boolean ip = new EthernetView().at(f.octets(), 0).type() == EtherType.IPV4;
        return ip ? Frames.tcp(f.octets()) : null;
    }

    private static Reply reply(TcpView tcp) {
        int flags = tcp.flags();
        boolean acks = (flags & TcpView.ACK) != 0;
        if ((flags & TcpView.RST) != 0) {
            return Reply.RST;
        }
        return (flags & TcpView.SYN) != 0 ? acks ? Reply.SYN_ACK : Reply.SYN : (flags & TcpView.FIN) != 0 ? Reply.FIN : Reply.ACK;
    }

    private static TcpSpec packet(Segment s) {
        TcpSpec packet = segment(s.seq(), s.seq() + s.length()).payload(new byte[s.length()]).win(ConnectionModel.PEER_WINDOW).absolute();
        if (s.syn()) {
            packet.syn();
        }
        if (s.fin()) {
            packet.fin();
        }
        if (s.rst()) {
            packet.rst();
        }
        return s.hasAck() ? packet.ack(s.ack()) : packet;
    }

    /** A call whose failure is an answer like any other. */
    private static void attempt(Runnable call) {
        try {
            call.run();
        } catch (ErrnoException expected) {
            // The state table judges what the call did, not what it returned.
        }
    }
}
