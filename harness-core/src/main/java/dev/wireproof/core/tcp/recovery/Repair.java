package dev.wireproof.core.tcp.recovery;

/** What a sender does about loss after an acknowledgement. */
public enum Repair {
    /** Nothing. */
    NONE,
    /** Send the oldest segment again at once, whatever the window says, then what {@link #LOST} would. */
    HEAD,
    /** Send again what is marked lost, oldest first, as far as the window allows. */
    LOST,
    /** Send new data first; if none goes, as {@link #LOST} (RFC 5682 step 2b). */
    NEW,
    /** Send what {@link LossRecovery#next} names, and new data where it names none, as far as the window allows (RFC 6675 section 5 step C). */
    NAMED,
    /** The probe of the path MTU was lost, and nothing else: send again what is larger than a segment, without a sign of congestion. */
    MTU_PROBE
}
