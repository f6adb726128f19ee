package dev.wireproof.rig.live.app;

import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.base.Span;
import dev.wireproof.core.syscall.SocketApi;
import dev.wireproof.rig.live.host.LiveHost;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.Consumer;

/**
 * Sends a body to a TCP server and waits until the server has closed, too.
 *
 * @param to the server
 * @param body what to send
 */
public record BulkSend(Dial to, PatternBody body) {
    private static final int ROOM = 4_096;

    /** Starts it; {@code then} gets the outcome. */
    public void start(LiveHost host, Consumer<Transfer> then) {
        host.start("send", calls -> then.accept(run(host, calls)));
    }

    private Transfer run(LiveHost host, SocketApi calls) {
        long start = host.now();
        MessageDigest digest = PatternBody.newDigest();
        String failure = "";
        try (Connection connection = to.connect(host, calls)) {
            start = host.now();
            connection.write(body, digest);
            connection.endOfOutput();
            byte[] room = new byte[ROOM];
            while (connection.read(room, ROOM) > 0) {
                continue;
            }
        } catch (ErrnoException failed) {
            failure = "send to " + to + ": " + failed.getMessage();
        }
        return new Transfer(body.length(), Span.ns(host.now() - start), HexFormat.of().formatHex(digest.digest()), failure);
    }
}
