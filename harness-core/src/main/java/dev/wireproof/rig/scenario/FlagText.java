package dev.wireproof.rig.scenario;

import dev.wireproof.core.wire.TcpView;

/** TCP flags as packetdrill writes them: letters S F R P U E W, a dot for ACK, a dash for none. */
final class FlagText {
    private static final int[] BITS = {
        TcpView.SYN, TcpView.FIN, TcpView.RST, TcpView.PSH, TcpView.ACK, TcpView.URG, TcpView.ECE, TcpView.CWR
    };
    private static final String LETTERS = "SFRP.UEW";

    private FlagText() {}

    static String of(int flags) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < BITS.length; i++) {
            if ((flags & BITS[i]) != 0) {
                text.append(LETTERS.charAt(i));
            }
        }
        return text.isEmpty() ? "-" : text.toString();
    }
}
