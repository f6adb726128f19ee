package dev.wireproof.core.tcp.tcb;

/**
 * The newest urgent octet that the peer has announced (RFC 9293 section 3.8.5, RCV.UP; Linux {@code urg_data}, {@code urg_seq}). Only one
 * is kept: a newer one takes its place, whether it was read or not (RFC 6093 section 3.3).
 */
public final class UrgentMark {
    private enum Stage {
        NONE,
        ANNOUNCED,
        HERE,
        TAKEN
    }

    private Stage stage = Stage.NONE;
    private int seq;
    private byte octet;

    /** True until the user has read beyond the mark. */
    public boolean isSet() {
        return stage != Stage.NONE;
    }

    /** True while the octet itself has not come. */
    public boolean isAwaited() {
        return stage == Stage.ANNOUNCED;
    }

    /** True when the octet is here and was not taken. */
    public boolean isHere() {
        return stage == Stage.HERE;
    }

    /** True once the octet was taken out of line. */
    public boolean isTaken() {
        return stage == Stage.TAKEN;
    }

    /** Number of the urgent octet. */
    public int seq() {
        return seq;
    }

    /** The octet. */
    public byte octet() {
        return octet;
    }

    /** An urgent octet is on its way. */
    public void announced(int number) {
        stage = Stage.ANNOUNCED;
        seq = number;
    }

    /** It has come. */
    public void arrived(byte value) {
        stage = Stage.HERE;
        octet = value;
    }

    /** The user has it. */
    public void taken() {
        stage = Stage.TAKEN;
    }

    /** Reading has gone beyond it. */
    public void passed() {
        stage = Stage.NONE;
    }
}
