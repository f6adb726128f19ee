package dev.wireproof.rig.capture;

/** One block of a SACK option (RFC 2018): first sequence number of the run, and the one after its last. */
public record SackBlock(int left, int right) {}
