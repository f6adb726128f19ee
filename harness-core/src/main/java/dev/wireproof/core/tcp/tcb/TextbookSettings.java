package dev.wireproof.core.tcp.tcb;

import dev.wireproof.core.mib.Setting;
import dev.wireproof.core.mib.Sysctls;

/** What RFC 5681, RFC 6582 and RFC 3042 leave to the implementer; sysctls of the profile {@code textbook} alone, all off at first. */
public final class TextbookSettings {
    /** The first two duplicates let a new segment go each (RFC 3042). */
    public final Setting limitedTransmit;
    /** The retransmission timer starts anew with the first partial acknowledgement only (RFC 6582 section 3.2 step 3). */
    public final Setting impatient;
    /** Duplicates that cover no more than the last recovery may start one if acknowledgements advance little (RFC 6582 section 4.1). */
    public final Setting ackHeuristic;
    /** Congestion avoidance counts acknowledged octets instead of acknowledgements (RFC 5681 section 3.1). */
    public final Setting countOctets;

    TextbookSettings(Sysctls s) {
        limitedTransmit = s.number("net.textbook.limited_transmit", 0, 0, 1);
        impatient = s.number("net.textbook.impatient", 0, 0, 1);
        ackHeuristic = s.number("net.textbook.ack_heuristic", 0, 0, 1);
        countOctets = s.number("net.textbook.count_octets", 0, 0, 1);
    }
}
