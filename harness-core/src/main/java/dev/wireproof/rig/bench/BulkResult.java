package dev.wireproof.rig.bench;

/**
 * What a bulk transfer did.
 *
 * @param frames frames that entered the cable, both ways, each counted once
 * @param dataFrames those with TCP payload
 * @param frameOctets octets of all frames, Ethernet header included
 * @param virtualNanos from the first SYN to the last octet read
 */
public record BulkResult(long frames, long dataFrames, long frameOctets, long virtualNanos, long bytes) {}
