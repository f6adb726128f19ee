/**
 * Frames as files and as text: capture files written and read (pcapng, classic pcap), frames decoded to records, the ladder as text,
 * golden traces and their comparison, and tshark as an outside judge.
 *
 * <p>It refuses to judge protocols (that is {@code rig.monitor}) and to decode with the stack's own code: a reader that shared the
 * stack's parser would agree with its mistakes. Read first: {@link dev.wireproof.rig.capture.FrameSink} (how frames go in),
 * {@link dev.wireproof.rig.capture.CaptureReader} (how they come out), {@link dev.wireproof.rig.capture.DecodedFrame}.
 */
package dev.wireproof.rig.capture;
