package dev.wireproof.core.tcp;

import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.tcp.tcb.TcpState;

/** Counters that follow the state of a connection (Linux {@code tcp_set_state}, {@code tcp_done}). */
final class StateCounts {
    private StateCounts() {}

    static void count(Counters counters, TcpState from, TcpState to) {
        boolean before = isOpen(from);
        boolean after = isOpen(to);
        if (before != after) {
            counters.add(Counter.TCP_CURR_ESTAB, after ? 1 : -1);
        }
        if (to == TcpState.CLOSED) {
            if (before) {
                counters.increment(Counter.TCP_ESTAB_RESETS);
            } else if (from == TcpState.SYN_SENT || from == TcpState.SYN_RECEIVED) {
                counters.increment(Counter.TCP_ATTEMPT_FAILS);
            }
        }
    }

    private static boolean isOpen(TcpState s) {
        return s == TcpState.ESTABLISHED || s == TcpState.CLOSE_WAIT;
    }
}
