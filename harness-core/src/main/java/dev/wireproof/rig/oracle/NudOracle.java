package dev.wireproof.rig.oracle;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One entry of a neighbour table: Linux's states as a table of rows, walked in virtual milliseconds.
 *
 * <p>Each event is reported in the order of time; before it the timers that are due are fired. Every call returns what the host
 * must put on the wire or tell its sender. MAC addresses are the caller's numbers. Collection of entries and the bound of the
 * queue are not modelled.
 */
public final class NudOracle {
    /** The states that an entry learnt from traffic can have. */
    public enum State { NONE, INCOMPLETE, REACHABLE, STALE, DELAY, PROBE, FAILED }

    /** What ARP says, as {@code arp_process} tells it apart. */
    public enum Arrival {
        REQUEST_FOR_US(State.STALE, true, true),
        UNICAST_REPLY(State.REACHABLE, false, false),
        BROADCAST_REPLY(State.STALE, false, false),
        GRATUITOUS(State.STALE, true, false),
        REQUEST_FOR_ANOTHER(State.STALE, false, false);

        private final State proposes;
        private final boolean overridesAlways;
        private final boolean creates;

        Arrival(State proposes, boolean overridesAlways, boolean creates) {
            this.proposes = proposes;
            this.overridesAlways = overridesAlways;
            this.creates = creates;
        }
    }

    /** What the host does: a packet to a MAC, a question to all or to one, or an error to the sender of a waiting packet. */
    public enum Kind { PACKET, BROADCAST_REQUEST, UNICAST_REQUEST, UNREACHABLE }

    /** One thing done at an instant; {@code mac} is 0 where none is meant. */
    public record Action(long atMillis, Kind kind, int mac) {
    }

    /** The settings of the interface, in milliseconds and counts; {@code reachable} is the time drawn for it. */
    public record Settings(long reachable, long base, long delayFirstProbe, long retrans, int unicastProbes, int broadcastProbes,
                           long lockTime) {
        /** Linux's defaults with the given draw from 15,000 to 45,000. */
        public static Settings defaults(long reachable) {
            return new Settings(reachable, 30_000, 5_000, 1_000, 3, 3, 1_000);
        }
    }

    private enum Event { SEND, TIMER }

    private enum When { ALWAYS, CONFIRMED_WITHIN_REACHABLE, USED_WITHIN_DELAY, CONFIRMED_WITHIN_DELAY, PROBES_LEFT }

    private enum Clock { OFF, KEEP, CONFIRMED_PLUS_REACHABLE, DELAY, RETRANS }

    private enum Effect { QUEUE, BROADCAST_COUNT, ZERO_COUNT, SOLICIT, TRANSMIT, INVALIDATE }

    private record Row(Event event, Set<State> in, When when, State next, Clock clock, List<Effect> effects) {
    }

    private static final List<Row> TABLE = List.of(
            row(Event.SEND, EnumSet.of(State.NONE, State.FAILED), When.ALWAYS, State.INCOMPLETE, Clock.RETRANS,
                    Effect.BROADCAST_COUNT, Effect.QUEUE, Effect.SOLICIT),
            row(Event.SEND, EnumSet.of(State.INCOMPLETE), When.ALWAYS, State.INCOMPLETE, Clock.KEEP, Effect.QUEUE),
            row(Event.SEND, EnumSet.of(State.STALE), When.ALWAYS, State.DELAY, Clock.DELAY, Effect.TRANSMIT),
            row(Event.SEND, EnumSet.of(State.REACHABLE), When.ALWAYS, State.REACHABLE, Clock.KEEP, Effect.TRANSMIT),
            row(Event.SEND, EnumSet.of(State.DELAY), When.ALWAYS, State.DELAY, Clock.KEEP, Effect.TRANSMIT),
            row(Event.SEND, EnumSet.of(State.PROBE), When.ALWAYS, State.PROBE, Clock.KEEP, Effect.TRANSMIT),
            row(Event.TIMER, EnumSet.of(State.REACHABLE), When.CONFIRMED_WITHIN_REACHABLE, State.REACHABLE,
                    Clock.CONFIRMED_PLUS_REACHABLE),
            row(Event.TIMER, EnumSet.of(State.REACHABLE), When.USED_WITHIN_DELAY, State.DELAY, Clock.DELAY),
            row(Event.TIMER, EnumSet.of(State.REACHABLE), When.ALWAYS, State.STALE, Clock.OFF),
            row(Event.TIMER, EnumSet.of(State.DELAY), When.CONFIRMED_WITHIN_DELAY, State.REACHABLE,
                    Clock.CONFIRMED_PLUS_REACHABLE),
            row(Event.TIMER, EnumSet.of(State.DELAY), When.ALWAYS, State.PROBE, Clock.RETRANS, Effect.ZERO_COUNT, Effect.SOLICIT),
            row(Event.TIMER, EnumSet.of(State.PROBE), When.PROBES_LEFT, State.PROBE, Clock.RETRANS, Effect.SOLICIT),
            row(Event.TIMER, EnumSet.of(State.INCOMPLETE), When.PROBES_LEFT, State.INCOMPLETE, Clock.RETRANS, Effect.SOLICIT),
            row(Event.TIMER, EnumSet.of(State.PROBE, State.INCOMPLETE), When.ALWAYS, State.FAILED, Clock.OFF, Effect.INVALIDATE));

    private static final long NEAREST_TIMER = 10;
    private static final Set<State> VALID = EnumSet.of(State.REACHABLE, State.STALE, State.DELAY, State.PROBE);

    private final Settings settings;
    private final List<Action> actions = new ArrayList<>();
    private State state = State.NONE;
    private boolean exists;
    private int mac;
    private int probes;
    private int waiting;
    private long now;
    private long used;
    private long confirmed;
    private long updated;
    private long timer = -1;

    public NudOracle(Settings settings) {
        this.settings = settings;
    }

    /** The local host sends a packet to the neighbour. */
    public List<Action> send(long atMillis) {
        passTo(atMillis);
        create();
        sendNow();
        return taken();
    }

    /** An ARP packet of the neighbour arrives that says its MAC is {@code claimed}. */
    public List<Action> arrives(long atMillis, Arrival arrival, int claimed) {
        passTo(atMillis);
        if (arrival.creates) {
            create();
        }
        if (exists) {
            update(arrival.proposes, claimed, arrival.overridesAlways || now > updated + settings.lockTime);
        }
        return taken();
    }

    /** The transport has seen the neighbour alive and sends through the entry ({@code neigh_confirm}). */
    public List<Action> confirmed(long atMillis) {
        passTo(atMillis);
        if (exists) {
            confirmed = now;
        }
        return taken();
    }

    /** Nothing happens until {@code atMillis}, timers due at that instant included. */
    public List<Action> silence(long atMillis) {
        passTo(atMillis);
        return taken();
    }

    public State state() {
        return state;
    }

    /** The MAC in the entry, or 0. */
    public int mac() {
        return mac;
    }

    private void create() {
        if (!exists) {
            exists = true;
            used = now;
            confirmed = now - 2 * settings.base;
            updated = now;
        }
    }

    private void passTo(long atMillis) {
        while (timer >= 0 && timer <= atMillis) {
            now = timer;
            walk(Event.TIMER);
        }
        now = atMillis;
    }

    private void sendNow() {
        // A connected entry sends through its cached header and does not note the use (kernel 6.18).
        if (state != State.REACHABLE) {
            used = now;
        }
        walk(Event.SEND);
    }

    private void walk(Event event) {
        for (var row : TABLE) {
            if (row.event == event && row.in.contains(state) && holds(row.when)) {
                set(row.clock, event);
                enter(row.next);
                row.effects.forEach(this::perform);
                return;
            }
        }
        throw new IllegalStateException("no row for " + event + " in " + state);
    }

    private boolean holds(When when) {
        return switch (when) {
            case ALWAYS -> true;
            case CONFIRMED_WITHIN_REACHABLE -> now <= confirmed + settings.reachable;
            case USED_WITHIN_DELAY -> now <= used + settings.delayFirstProbe;
            case CONFIRMED_WITHIN_DELAY -> now <= confirmed + settings.delayFirstProbe;
            case PROBES_LEFT -> probes < settings.unicastProbes + (state == State.PROBE ? 0 : settings.broadcastProbes);
        };
    }

    private void set(Clock clock, Event event) {
        long nearest = event == Event.TIMER ? now + NEAREST_TIMER : now;
        timer = switch (clock) {
            case OFF -> -1;
            case KEEP -> timer;
            case CONFIRMED_PLUS_REACHABLE -> Math.max(nearest, confirmed + settings.reachable);
            case DELAY -> Math.max(nearest, now + settings.delayFirstProbe);
            case RETRANS -> now + Math.max(settings.retrans, NEAREST_TIMER);
        };
    }

    private void enter(State next) {
        if (next != state) {
            state = next;
            updated = now;
        }
    }

    private void perform(Effect effect) {
        switch (effect) {
            case BROADCAST_COUNT -> probes = settings.unicastProbes;
            case ZERO_COUNT -> probes = 0;
            case QUEUE -> waiting++;
            case TRANSMIT -> act(Kind.PACKET, mac);
            case SOLICIT -> {
                boolean unicast = probes++ < settings.unicastProbes;
                act(unicast ? Kind.UNICAST_REQUEST : Kind.BROADCAST_REQUEST, unicast ? mac : 0);
            }
            default -> {
                for (; waiting > 0; waiting--) {
                    act(Kind.UNREACHABLE, 0);
                }
            }
        }
    }

    /** The steps of {@code neigh_update} that ARP can reach. */
    private void update(State proposed, int claimed, boolean override) {
        State next = proposed;
        boolean wasValid = VALID.contains(state);
        boolean changes = !wasValid || claimed != mac;
        if (next == State.REACHABLE) {
            confirmed = now;
        }
        if (wasValid && changes && !override) {
            return;
        }
        if (wasValid && !changes && next == State.STALE) {
            next = state;
        }
        if (next != state) {
            timer = next == State.REACHABLE ? now + settings.reachable : -1;
            enter(next);
        }
        if (changes) {
            updated = now;
            mac = claimed;
            if (next != State.REACHABLE) {
                confirmed = now - 2 * settings.base;
            }
        }
        if (!wasValid) {
            int flushed = waiting;
            waiting = 0;
            for (; flushed > 0; flushed--) {
                sendNow();
            }
        }
    }

    private void act(Kind kind, int to) {
        actions.add(new Action(now, kind, to));
    }

    private List<Action> taken() {
        var done = List.copyOf(actions);
        actions.clear();
        return done;
    }

    private static Row row(Event event, Set<State> in, When when, State next, Clock clock, Effect... effects) {
        return new Row(event, in, when, next, clock, List.of(effects));
    }
}
