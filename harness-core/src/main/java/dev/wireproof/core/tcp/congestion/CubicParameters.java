package dev.wireproof.core.tcp.congestion;

import dev.wireproof.core.mib.Setting;
import dev.wireproof.core.mib.Sysctls;

/** What an operator may change about CUBIC; a setting's name is the file it stands in. Defaults as in net/ipv4/tcp_cubic.c. */
public final class CubicParameters {
    /** Where Linux keeps them. */
    public static final String FOLDER = "/sys/module/tcp_cubic/parameters/";
    /** Denominator of {@link #beta}. */
    static final int BETA_SCALE = 1024;
    /** The constant C in 1/1024, for segments and seconds (Linux {@code bic_scale}). */
    static final int SCALE = 41;

    final Setting fastConvergence;
    /** What is left of the window after a loss, in 1/1024. */
    final Setting beta;
    /** Threshold at the start when HyStart is off, in segments; 0 for none. */
    final Setting initialSsthresh;
    /** Grow at least as Reno would. */
    final Setting friendliness;
    final Setting hystart;
    /** Bits: 1 trains of acknowledgements, 2 growing delay. */
    final Setting hystartDetect;
    /** Segments below which slow start goes on in any case. */
    final Setting hystartLowWindow;
    /** Microseconds between acknowledgements of one train. */
    final Setting hystartAckDelta;

    public CubicParameters(Sysctls s) {
        fastConvergence = s.number(FOLDER + "fast_convergence", 1, 0, Integer.MAX_VALUE);
        beta = s.number(FOLDER + "beta", 717, 1, BETA_SCALE - 1);
        initialSsthresh = s.number(FOLDER + "initial_ssthresh", 0, 0, Integer.MAX_VALUE);
        friendliness = s.number(FOLDER + "tcp_friendliness", 1, 0, Integer.MAX_VALUE);
        hystart = s.number(FOLDER + "hystart", 1, 0, Integer.MAX_VALUE);
        hystartDetect = s.number(FOLDER + "hystart_detect", 3, 0, 3);
        hystartLowWindow = s.number(FOLDER + "hystart_low_window", 16, 0, Integer.MAX_VALUE);
        hystartAckDelta = s.number(FOLDER + "hystart_ack_delta_us", 2000, 0, Integer.MAX_VALUE);
    }
}
