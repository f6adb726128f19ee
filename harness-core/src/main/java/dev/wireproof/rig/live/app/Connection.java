package dev.wireproof.rig.live.app;

import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.syscall.SocketApi;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** One stream socket of a program: whole writes, buffered reads, lines. */
final class Connection implements AutoCloseable {
    private static final int LONGEST_LINE = 8_192;
    private static final int BLOCK = 1 << 16;

    private final SocketApi calls;
    private final int fd;
    private final byte[] buffer = new byte[BLOCK];
    private int at;
    private int end;

    Connection(SocketApi calls, int fd) {
        this.calls = calls;
        this.fd = fd;
    }

    /** Sends all. */
    void write(byte[] octets, int length) {
        int sent = 0;
        while (sent < length) {
            sent += calls.send(fd, octets, sent, length - sent, 0);
        }
    }

    void write(String text) {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        write(octets, octets.length);
    }

    /** Sends a body from its start. */
    void write(PatternBody body) {
        write(body, null);
    }

    /** Sends a body from its start and tells a digest, if there is one, what is sent. */
    void write(PatternBody body, MessageDigest digest) {
        byte[] block = new byte[BLOCK];
        for (long position = 0; position < body.length(); position += BLOCK) {
            int count = (int) Math.min(BLOCK, body.length() - position);
            body.fill(block, count, position);
            write(block, count);
            if (digest != null) {
                digest.update(block, 0, count);
            }
        }
    }

    /** Receives some octets, at most {@code most}; 0 at the end of the stream. */
    int read(byte[] into, int most) {
        if (at == end && !fill()) {
            return 0;
        }
        int count = Math.min(most, end - at);
        System.arraycopy(buffer, at, into, 0, count);
        at += count;
        return count;
    }

    /**
     * The next line without its end; null at the end of the stream.
     *
     * @throws BadMessage for a line that never ends
     */
    String line() throws BadMessage {
        StringBuilder line = new StringBuilder();
        while (at < end || fill()) {
            char c = (char) (buffer[at++] & 0xff);
            if (c == '\n') {
                int length = line.length();
                return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
            }
            line.append(c);
            if (line.length() > LONGEST_LINE) {
                throw new BadMessage("a line is longer than " + LONGEST_LINE + " octets");
            }
        }
        return null;
    }

    /** Nothing more will be written. */
    void endOfOutput() {
        calls.shutdown(fd, Sock.Shutdown.WRITE);
    }

    private boolean fill() {
        at = 0;
        end = calls.recv(fd, buffer, 0, buffer.length, 0);
        return end > 0;
    }

    @Override
    public void close() {
        calls.close(fd);
    }

    /** The other side does not speak HTTP. */
    static final class BadMessage extends Exception {
        private static final long serialVersionUID = 1L;

        BadMessage(String message) {
            super(message);
        }
    }
}
