/**
 * The rules of TCP that a wire shows, by flow and direction.
 *
 * <p>{@link dev.wireproof.rig.monitor.tcp.TcpMonitor} follows each flow in positions, 64-bit numbers counted from the ISN, so that
 * nothing here wraps. For each segment the rules look first, then the flow takes the segment in. Read next: {@code SentStream}, which
 * knows what a side has sent and finds segments that stand in the wrong place, and {@code FlowFindings}, which decides at the end of a
 * flow what missing frames would explain.
 */
package dev.wireproof.rig.monitor.tcp;
