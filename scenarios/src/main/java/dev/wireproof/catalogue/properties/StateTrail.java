package dev.wireproof.catalogue.properties;

import dev.wireproof.rig.oracle.TcpStateOracle;
import dev.wireproof.rig.oracle.TcpStateOracle.Event;
import dev.wireproof.rig.oracle.TcpStateOracle.Outcome;
import dev.wireproof.rig.oracle.TcpStateOracle.Profile;
import dev.wireproof.rig.oracle.TcpStateOracle.State;
import dev.wireproof.rig.scenario.ConnectionInfo;
import dev.wireproof.rig.scenario.Lab;
import dev.wireproof.rig.scenario.LabHost;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The states of one end of a connection, looked at after every event; each must follow from the one before by a row of the table. */
final class StateTrail {
    /** The states that one event can lead to, the state itself among them. */
    private final Map<State, Set<State>> next;
    private final Lab lab;
    private final LabHost host;
    private final boolean active;
    private final int localPort;
    private final int remotePort;
    private State state;

    StateTrail(Lab lab, LabHost host, Profile table, boolean active, int localPort, int remotePort) {
        next = successors(table);
        this.lab = lab;
        this.host = host;
        this.active = active;
        this.localPort = localPort;
        this.remotePort = remotePort;
        state = active ? State.CLOSED : State.LISTEN;
    }

    private static Map<State, Set<State>> successors(Profile table) {
        TcpStateOracle oracle = new TcpStateOracle(table);
        Map<State, Set<State>> next = new EnumMap<>(State.class);
        for (State from : State.values()) {
            next.put(from, EnumSet.of(from));
            for (Event e : Event.values()) {
                for (Outcome o : oracle.allowed(from, e)) {
                    next.get(from).add(o.next());
                }
            }
        }
        return next;
    }

    State state() {
        return state;
    }

    /** Looks; a segment may be two events in a row, an acknowledgement and a FIN. */
    void look() {
        State now = observed(host.info(localPort, remotePort), state, active);
        if (now == state) {
            return;
        }
        boolean legal = next.get(state).contains(now) || next.get(state).stream().anyMatch(s -> next.get(s).contains(now));
        lab.check("a step of the state table at " + host.name() + ", but it went from " + state + " to " + now, legal);
        state = now;
    }

    /** The state that a host shows; a connection that is gone leaves a listener as it was. */
    static State observed(ConnectionInfo info, State before, boolean active) {
        if (info == null || info.state().equals("CLOSED") || info.state().equals("LISTEN")) {
            return before == State.LISTEN || before == State.SYN_RECEIVED_PASSIVE ? State.LISTEN : State.CLOSED;
        }
        return info.state().equals("SYN_RECEIVED") ? active ? State.SYN_RECEIVED_ACTIVE : State.SYN_RECEIVED_PASSIVE
                : State.valueOf(info.state());
    }
}
