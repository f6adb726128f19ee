package dev.wireproof.core.tcp.congestion;

/**
 * One algorithm's state for one connection (Linux {@code tcp_congestion_ops}, facts 9.16). Loss recovery calls it; it answers
 * through the window it is given.
 */
public interface CongestionControl {
    /** What happens to a connection that an algorithm may want to know (Linux {@code tcp_ca_event}). */
    enum Event {
        /** Text leaves while nothing is in flight. */
        TX_START,
        /** The window is about to shrink after an idle time. */
        CWND_RESTART,
        /** A reduction has ended: the window is the threshold. */
        COMPLETE_CWR,
        /** A timeout has set a new threshold. */
        LOSS
    }

    /** Name by which users choose it. */
    String name();

    /** The connection is established, or changes to this algorithm. */
    default void init(CongestionWindow window, CongestionFacts facts) {}

    /** New threshold after a loss, in segments; at least 2. */
    int ssthresh(CongestionWindow window);

    /** Segments were delivered while nothing is amiss and the window was in use (Linux {@code cong_avoid}). */
    void avoid(CongestionWindow window, int segments, CongestionFacts facts);

    /** All that is outstanding counts as lost (Linux {@code set_state} with {@code TCP_CA_Loss}). */
    default void enterLoss(CongestionFacts facts) {}

    /** Something happened. */
    default void on(Event event, CongestionFacts facts) {}

    /** Segments left the retransmission queue or were SACKed; {@link CongestionFacts#rttNanos} tells of them (Linux {@code pkts_acked}). */
    default void acked(CongestionWindow window, int segments, CongestionFacts facts) {}

    /** Window to return to when a reduction turns out to be needless; Linux's algorithms go back to the larger one. */
    default int undo(CongestionWindow window, int priorCwnd) {
        return Math.max(window.cwnd, priorCwnd);
    }
}
