package dev.wireproof.rig.live.app;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.sock.SocketType;
import dev.wireproof.core.syscall.SocketApi;
import dev.wireproof.rig.live.host.LiveHost;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Answers every GET and HEAD with one body (RFC 9112, as far as such a server needs it): persistent connections, length and
 * digest told, errors by status. It has no clock of its own and therefore sends no Date (RFC 9110 section 6.6.1).
 */
public final class HttpServer {
    private static final int BACKLOG = 128;
    private static final int MOST_FIELDS = 100;

    private final LiveHost host;
    private final PatternBody body;
    private final String digest;
    private final Consumer<String> log;

    /** @param log gets a line for every connection that ends badly */
    public HttpServer(LiveHost host, PatternBody body, Consumer<String> log) {
        this.host = host;
        this.body = body;
        this.digest = body.sha256();
        this.log = log;
    }

    /** SHA-256 of the body in hexadecimal. */
    public String digest() {
        return digest;
    }

    /** Listens on all addresses of the host, until the host is closed. */
    public void start(int port) {
        host.start("http", calls -> {
            int listener = calls.socket(SocketType.STREAM);
            calls.bind(listener, Address.ANY, port);
            calls.listen(listener, BACKLOG);
            for (int number = 1; ; number++) {
                int fd = calls.accept(listener);
                host.spawn("http-" + number, () -> serve(calls, fd));
            }
        });
    }

    private void serve(SocketApi calls, int fd) {
        try (Connection connection = new Connection(calls, fd)) {
            boolean more = true;
            while (more) {
                more = exchange(connection);
            }
        } catch (ErrnoException lost) {
            log.accept("http: connection lost: " + lost.errno().meaning());
        } catch (Connection.BadMessage bad) {
            log.accept("http: " + bad.getMessage());
        }
    }

    /** One request with its answer; false when the connection shall end. */
    private boolean exchange(Connection connection) throws Connection.BadMessage {
        String request = connection.line();
        if (request == null) {
            return false;
        }
        String[] words = request.split(" ");
        boolean persistent = words.length == 3 && words[2].equals("HTTP/1.1");
        boolean hasHost = false;
        int fields = 0;
        for (String field = connection.line(); field != null && !field.isEmpty(); field = connection.line()) {
            String lower = field.toLowerCase(Locale.ROOT).replace(" ", "");
            persistent &= !lower.equals("connection:close");
            hasHost |= lower.startsWith("host:");
            if (++fields > MOST_FIELDS) {
                throw new Connection.BadMessage("a request has more than " + MOST_FIELDS + " header fields");
            }
        }
        if (words.length != 3 || !words[2].startsWith("HTTP/1.") || persistent && !hasHost) {
            return refuse(connection, "400 Bad Request", "");
        }
        if (!words[0].equals("GET") && !words[0].equals("HEAD")) {
            return refuse(connection, "405 Method Not Allowed", "Allow: GET, HEAD\r\n");
        }
        connection.write("HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: " + body.length()
                + "\r\nETag: \"" + digest + "\"\r\n" + (persistent ? "" : "Connection: close\r\n") + "\r\n");
        if (words[0].equals("GET")) {
            connection.write(body);
        }
        return persistent;
    }

    private static boolean refuse(Connection connection, String status, String field) {
        connection.write("HTTP/1.1 " + status + "\r\n" + field + "Content-Length: 0\r\nConnection: close\r\n\r\n");
        return false;
    }
}
