package dev.wireproof.core.sock;

import dev.wireproof.core.sock.Sock.Endpoint;
import java.util.List;

/**
 * One entry of an error queue.
 *
 * @param error what happened
 * @param about where the packet was going, null when that is not told
 * @param payload the packet as far as it is known, from where the protocol shows it
 * @param truesize octets charged to the receive memory while it waits
 * @param before control messages that come before the error itself
 */
public record QueuedError(ExtendedError error, Endpoint about, byte[] payload, int truesize, List<ControlMessage> before) {}
