package dev.wireproof.rig.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The state table of RFC 9293 (figure 5 and section 3.10), and Linux's where it differs: for each state and event the states that
 * may follow and the control segments that may answer.
 *
 * <p>Data that the host sends on its own account is not judged and is to be left out of the replies. A segment may be two events
 * in a row ({@code ACK_OF_FIN}, then {@code FIN}); {@link TcpArrivalOracle} finds them.
 */
public final class TcpStateOracle {
    /** Which behaviour counts as right. */
    public enum Profile { TEXTBOOK, LINUX }

    /** The eleven states; SYN-RECEIVED is two, because its way back depends on how it was entered. */
    public enum State {
        CLOSED, LISTEN, SYN_SENT, SYN_RECEIVED_PASSIVE, SYN_RECEIVED_ACTIVE, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT,
        CLOSING, LAST_ACK, TIME_WAIT
    }

    /** What happens to a connection: calls, timers and kinds of segments. */
    public enum Event {
        PASSIVE_OPEN, ACTIVE_OPEN, CLOSE, CLOSE_UNREAD, SHUTDOWN_WRITE, ABORT, TIME_WAIT_OVER, GIVE_UP,
        /** RST that is exactly right: at RCV.NXT, or in SYN-SENT with an ACK of our SYN. */
        RST_EXACT,
        /** RST in the window but not at RCV.NXT. */
        RST_INSIDE,
        /** RST outside the window or not acceptable. */
        RST_OUTSIDE,
        /** SYN without ACK that is in the window, or newer than all before in TIME-WAIT. */
        SYN,
        /** The SYN that opened the connection, again. */
        SYN_AGAIN,
        /** SYN with an acceptable ACK. */
        SYN_ACK,
        /** SYN and FIN together. */
        SYN_FIN,
        /** ACK that acknowledges nothing of this connection, before it is synchronized. */
        BAD_ACK,
        /** ACK beyond what was sent. */
        ACK_UNSENT,
        /** ACK older than the largest window before SND.UNA. */
        ACK_TOO_OLD,
        /** Sequence outside the window, no RST. */
        OUTSIDE,
        /** In the window, no ACK, no SYN, no RST. */
        NO_ACK,
        /** Acceptable ACK, not the first of our FIN. */
        ACK,
        /** The first acceptable ACK of our FIN. */
        ACK_OF_FIN,
        /** Data at RCV.NXT. */
        DATA,
        /** Data at RCV.NXT after the application closed its receiving side; to Linux also data that begin before the peer's FIN and go on behind it. */
        DATA_AFTER_CLOSE,
        /** Data or FIN in the window beyond RCV.NXT. */
        OUT_OF_ORDER,
        /** FIN at RCV.NXT, after the segment's data. */
        FIN
    }

    /** Control segments that a host sends at once. */
    public enum Reply { NONE, SYN, SYN_ACK, ACK, RST, FIN }

    /** One allowed reaction. */
    public record Outcome(State next, Reply reply) {
    }

    /** Profile, states, event, outcomes; {@code =} is the same state; OPEN is every state from ESTABLISHED to LAST_ACK. In CLOSED,
     * OUTSIDE to OUT_OF_ORDER are what is left of the segment that ended the connection. The first column is b(oth), t(extbook) or l(inux). */
    private static final String TABLE = """
            b CLOSED                                   PASSIVE_OPEN     LISTEN/NONE
            b CLOSED                                   ACTIVE_OPEN      SYN_SENT/SYN
            t LISTEN                                   ACTIVE_OPEN      SYN_SENT/SYN
            b CLOSED,LISTEN,SYN_SENT                   CLOSE            CLOSED/NONE
            b SYN_RECEIVED_ACTIVE,ESTABLISHED          CLOSE            FIN_WAIT_1/FIN,NONE
            b CLOSE_WAIT                               CLOSE            LAST_ACK/FIN,NONE
            b FIN_WAIT_1,FIN_WAIT_2,CLOSING,LAST_ACK,TIME_WAIT  CLOSE   =/NONE
            b ESTABLISHED,FIN_WAIT_1,FIN_WAIT_2,CLOSE_WAIT      CLOSE_UNREAD  CLOSED/RST
            l CLOSING,LAST_ACK                         CLOSE_UNREAD     CLOSED/RST
            b TIME_WAIT                                CLOSE_UNREAD     =/NONE
            t ESTABLISHED                              CLOSE_UNREAD     FIN_WAIT_1/FIN,NONE
            t FIN_WAIT_1,FIN_WAIT_2,CLOSING,LAST_ACK   CLOSE_UNREAD     =/NONE
            t CLOSE_WAIT                               CLOSE_UNREAD     LAST_ACK/FIN,NONE
            b ESTABLISHED                              SHUTDOWN_WRITE   FIN_WAIT_1/FIN,NONE
            t SYN_RECEIVED_ACTIVE                      SHUTDOWN_WRITE   FIN_WAIT_1/FIN,NONE
            l SYN_RECEIVED_ACTIVE                      SHUTDOWN_WRITE   =/NONE
            b CLOSE_WAIT                               SHUTDOWN_WRITE   LAST_ACK/FIN,NONE
            l SYN_SENT                                 SHUTDOWN_WRITE   CLOSED/NONE
            t SYN_SENT                                 SHUTDOWN_WRITE   CLOSED/NONE =/NONE
            b CLOSED,LISTEN,FIN_WAIT_1,FIN_WAIT_2,CLOSING,LAST_ACK,TIME_WAIT  SHUTDOWN_WRITE  =/NONE
            b CLOSED,LISTEN,SYN_SENT                   ABORT            CLOSED/NONE
            t TIME_WAIT                                ABORT            CLOSED/NONE
            l TIME_WAIT                                ABORT            =/NONE
            b SYN_RECEIVED_ACTIVE,ESTABLISHED,FIN_WAIT_1,FIN_WAIT_2,CLOSE_WAIT  ABORT  CLOSED/RST
            t ESTABLISHED,FIN_WAIT_1,FIN_WAIT_2,CLOSE_WAIT      ABORT,CLOSE_UNREAD  TIME_WAIT/RST
            t CLOSING,LAST_ACK                         ABORT            CLOSED/NONE
            l CLOSING,LAST_ACK                         ABORT            CLOSED/NONE,RST
            b TIME_WAIT                                TIME_WAIT_OVER   CLOSED/NONE
            b SYN_RECEIVED_PASSIVE                     GIVE_UP          LISTEN/NONE
            b SYN_SENT,SYN_RECEIVED_ACTIVE,ESTABLISHED,FIN_WAIT_1,FIN_WAIT_2,CLOSE_WAIT,CLOSING,LAST_ACK GIVE_UP CLOSED/NONE,RST
            b CLOSED                                   RST_EXACT,RST_INSIDE,RST_OUTSIDE  =/NONE
            b CLOSED                                   SYN,SYN_ACK,SYN_FIN,BAD_ACK,ACK,NO_ACK  =/RST
            b CLOSED                                   OUTSIDE,DATA,DATA_AFTER_CLOSE,FIN,OUT_OF_ORDER  =/NONE
            b TIME_WAIT                                DATA_AFTER_CLOSE =/NONE
            b LISTEN                                   RST_EXACT,RST_INSIDE,RST_OUTSIDE,NO_ACK  =/NONE
            b LISTEN                                   BAD_ACK,ACK,SYN_ACK  =/RST
            b LISTEN                                   SYN              SYN_RECEIVED_PASSIVE/SYN_ACK
            t LISTEN                                   SYN_FIN          SYN_RECEIVED_PASSIVE/SYN_ACK =/NONE
            l LISTEN                                   SYN_FIN          =/NONE
            b SYN_SENT                                 BAD_ACK          =/RST
            b SYN_SENT                                 RST_EXACT        CLOSED/NONE
            b SYN_SENT                                 RST_OUTSIDE,ACK,NO_ACK  =/NONE
            b SYN_SENT                                 SYN_ACK          ESTABLISHED/ACK
            b SYN_SENT                                 SYN              SYN_RECEIVED_ACTIVE/SYN_ACK
            b SYN_RECEIVED_PASSIVE,SYN_RECEIVED_ACTIVE RST_OUTSIDE,NO_ACK  =/NONE
            b SYN_RECEIVED_PASSIVE                     RST_EXACT        LISTEN/NONE
            b SYN_RECEIVED_ACTIVE                      RST_EXACT        CLOSED/NONE
            t SYN_RECEIVED_PASSIVE,SYN_RECEIVED_ACTIVE RST_INSIDE       =/ACK
            l SYN_RECEIVED_PASSIVE,SYN_RECEIVED_ACTIVE RST_INSIDE       =/ACK,NONE
            t SYN_RECEIVED_PASSIVE,SYN_RECEIVED_ACTIVE OUTSIDE,SYN_AGAIN  =/ACK
            l SYN_RECEIVED_PASSIVE,SYN_RECEIVED_ACTIVE OUTSIDE          =/ACK,NONE
            l SYN_RECEIVED_PASSIVE                     SYN_AGAIN        =/SYN_ACK,NONE
            l SYN_RECEIVED_ACTIVE                      SYN_AGAIN        =/ACK,NONE
            t SYN_RECEIVED_PASSIVE                     SYN              LISTEN/NONE
            l SYN_RECEIVED_PASSIVE                     SYN              LISTEN/RST
            t SYN_RECEIVED_ACTIVE                      SYN              =/ACK
            l SYN_RECEIVED_ACTIVE                      SYN              =/ACK,NONE
            b SYN_RECEIVED_ACTIVE                      SYN_ACK          ESTABLISHED/ACK,NONE
            b SYN_RECEIVED_PASSIVE,SYN_RECEIVED_ACTIVE BAD_ACK          =/RST
            b SYN_RECEIVED_PASSIVE,SYN_RECEIVED_ACTIVE ACK              ESTABLISHED/NONE
            b OPEN                                     RST_EXACT        CLOSED/NONE
            t OPEN,TIME_WAIT                           RST_INSIDE       =/ACK
            l OPEN                                     RST_INSIDE       =/ACK,NONE
            l FIN_WAIT_2                               RST_INSIDE       CLOSED/NONE
            l TIME_WAIT                                RST_INSIDE       =/NONE
            b OPEN                                     RST_OUTSIDE,NO_ACK  =/NONE
            l FIN_WAIT_2                               RST_OUTSIDE      =/ACK
            b TIME_WAIT                                RST_OUTSIDE      =/NONE
            t TIME_WAIT                                NO_ACK           =/NONE
            l TIME_WAIT                                NO_ACK           =/ACK,NONE
            l TIME_WAIT                                RST_EXACT        CLOSED/NONE
            t TIME_WAIT                                RST_EXACT        =/NONE
            t OPEN,TIME_WAIT                           OUTSIDE,SYN_AGAIN  =/ACK
            l OPEN,TIME_WAIT                           OUTSIDE,SYN_AGAIN  =/ACK,NONE
            t OPEN                                     SYN,SYN_ACK      =/ACK
            l OPEN                                     SYN,SYN_ACK      =/ACK,NONE
            l FIN_WAIT_2                               SYN,SYN_ACK      CLOSED/RST
            l TIME_WAIT                                SYN              SYN_RECEIVED_PASSIVE/SYN_ACK =/ACK
            t TIME_WAIT                                SYN              SYN_RECEIVED_PASSIVE/SYN_ACK =/NONE
            l TIME_WAIT                                SYN              =/NONE
            b TIME_WAIT                                SYN_ACK          =/ACK
            l TIME_WAIT                                SYN_ACK          =/NONE
            t OPEN,TIME_WAIT                           ACK_UNSENT       =/ACK
            l OPEN,TIME_WAIT                           ACK_UNSENT       =/ACK,NONE
            b OPEN,TIME_WAIT                           ACK_TOO_OLD      =/ACK,NONE
            b OPEN                                     ACK              =/NONE
            l FIN_WAIT_2                               ACK              =/ACK
            t TIME_WAIT                                ACK              =/NONE
            l TIME_WAIT                                ACK              =/ACK,NONE
            b FIN_WAIT_1                               ACK_OF_FIN       FIN_WAIT_2/NONE
            b CLOSING                                  ACK_OF_FIN       TIME_WAIT/NONE
            b LAST_ACK                                 ACK_OF_FIN       CLOSED/NONE
            b OPEN,TIME_WAIT                           DATA             =/ACK,NONE
            l FIN_WAIT_1,FIN_WAIT_2,CLOSE_WAIT,CLOSING,LAST_ACK  DATA_AFTER_CLOSE CLOSED/RST
            t FIN_WAIT_1,FIN_WAIT_2                    DATA_AFTER_CLOSE CLOSED/RST =/ACK,NONE
            t ESTABLISHED,FIN_WAIT_1,FIN_WAIT_2        OUT_OF_ORDER     =/ACK
            l ESTABLISHED,FIN_WAIT_1,FIN_WAIT_2        OUT_OF_ORDER     =/ACK,NONE
            l FIN_WAIT_2                               OUT_OF_ORDER     CLOSED/RST
            b CLOSE_WAIT,CLOSING,LAST_ACK,TIME_WAIT    OUT_OF_ORDER     =/ACK,NONE
            b ESTABLISHED                              FIN              CLOSE_WAIT/ACK,NONE
            b FIN_WAIT_1                               FIN              CLOSING/ACK
            b FIN_WAIT_2                               FIN              TIME_WAIT/ACK
            b CLOSE_WAIT,CLOSING,LAST_ACK,TIME_WAIT    FIN              =/ACK,NONE
            """;
    private static final String OPEN = "ESTABLISHED,FIN_WAIT_1,FIN_WAIT_2,CLOSE_WAIT,CLOSING,LAST_ACK";
    private static final Comparator<Outcome> ORDER = Comparator.comparing(Outcome::next).thenComparing(Outcome::reply);

    private final Map<State, Map<Event, TreeSet<Outcome>>> rules = new EnumMap<>(State.class);

    public TcpStateOracle(Profile profile) {
        for (String line : TABLE.split("\n")) {
            String[] columns = line.trim().split("\\s+", 4);
            if (columns[0].equals("b") || columns[0].equals("t") == (profile == Profile.TEXTBOOK)) {
                enter(columns[1].replace("OPEN", OPEN), columns[2], columns[3]);
            }
        }
    }

    /** The reactions that are right for {@code events}, taken one after the other from {@code state}; empty when none is known. */
    public TreeSet<Outcome> allowed(State state, Event... events) {
        var reached = new TreeSet<>(ORDER);
        reached.add(new Outcome(state, Reply.NONE));
        for (var event : events) {
            var further = new TreeSet<>(ORDER);
            for (var outcome : reached) {
                for (var next : rules(outcome.next(), event)) {
                    further.add(next.reply() == Reply.NONE ? new Outcome(next.next(), outcome.reply()) : next);
                }
            }
            reached = further;
        }
        return reached;
    }

    /** What is wrong with going from {@code from} to {@code to} with {@code reply}; empty when it is right. */
    public Optional<String> judge(State from, Event[] events, State to, Reply reply) {
        var allowed = allowed(from, events);
        if (allowed.contains(new Outcome(to, reply))) {
            return Optional.empty();
        }
        return Optional.of(from + " on " + Arrays.toString(events) + " went to " + to + " with " + reply + "; allowed: " + allowed);
    }

    private TreeSet<Outcome> rules(State state, Event event) {
        var none = new TreeSet<>(ORDER);
        var ofState = rules.get(state);
        return ofState == null ? none : ofState.getOrDefault(event, none);
    }

    private void enter(String states, String events, String outcomes) {
        for (String state : states.split(",")) {
            var from = State.valueOf(state);
            for (String event : events.split(",")) {
                rules.computeIfAbsent(from, key -> new EnumMap<>(Event.class))
                        .computeIfAbsent(Event.valueOf(event), key -> new TreeSet<>(ORDER)).addAll(outcomes(from, outcomes));
            }
        }
    }

    private static List<Outcome> outcomes(State from, String text) {
        var list = new ArrayList<Outcome>();
        for (String outcome : text.trim().split("\\s+")) {
            String[] parts = outcome.split("/");
            var next = parts[0].equals("=") ? from : State.valueOf(parts[0]);
            for (String reply : parts[1].split(",")) {
                list.add(new Outcome(next, Reply.valueOf(reply)));
            }
        }
        return list;
    }
}
