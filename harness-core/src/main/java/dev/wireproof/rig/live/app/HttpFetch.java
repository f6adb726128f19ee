package dev.wireproof.rig.live.app;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.base.Span;
import dev.wireproof.core.syscall.SocketApi;
import dev.wireproof.rig.live.host.LiveHost;
import java.net.URI;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Consumer;

/** Gets one resource by HTTP/1.1 on the built-in stack; the server's name is an address, as there is no resolver. */
public final class HttpFetch {
    private static final int BLOCK = 1 << 16;
    private static final int HTTP_PORT = 80;

    private final Dial server;
    private final String path;

    /**
     * @param patience how long a refusal is met by another try
     * @throws IllegalArgumentException one line, when it is not {@code http://ADDRESS[:PORT]/PATH}
     */
    public HttpFetch(String url, Span patience) {
        URI uri = parsed(url);
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
            throw wrong(url);
        }
        server = new Dial(addressOf(url, uri.getHost()), uri.getPort() < 0 ? HTTP_PORT : uri.getPort(), patience);
        String raw = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        path = uri.getRawQuery() == null ? raw : raw + "?" + uri.getRawQuery();
    }

    private static URI parsed(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException bad) {
            throw wrong(url);
        }
    }

    private static Address addressOf(String url, String host) {
        try {
            return Address.parse(host);
        } catch (IllegalArgumentException aName) {
            throw wrong(url);
        }
    }

    private static IllegalArgumentException wrong(String url) {
        return new IllegalArgumentException("URL '" + url + "': expected http://ADDRESS[:PORT]/PATH with an IPv4 address");
    }

    /** The server's port. */
    public int port() {
        return server.port();
    }

    /** Starts it; {@code then} gets the outcome. */
    public void start(LiveHost host, Consumer<Transfer> then) {
        host.start("fetch", calls -> then.accept(run(calls, host)));
    }

    private Transfer run(SocketApi calls, LiveHost host) {
        long start = host.now();
        MessageDigest digest = PatternBody.newDigest();
        long octets = 0;
        String failure = "";
        try (Connection connection = server.connect(host, calls)) {
            start = host.now();
            connection.write("GET " + path + " HTTP/1.1\r\nHost: " + server + "\r\nConnection: close\r\n\r\n");
            octets = body(connection, length(connection), digest);
        } catch (ErrnoException failed) {
            failure = "fetch from " + server + ": " + failed.getMessage();
        } catch (Connection.BadMessage bad) {
            failure = "fetch from " + server + ": " + bad.getMessage();
        }
        return new Transfer(octets, Span.ns(host.now() - start), HexFormat.of().formatHex(digest.digest()), failure);
    }

    /** Reads status and header; the body's length, or -1 when it ends with the connection. */
    private static long length(Connection connection) throws Connection.BadMessage {
        String status = connection.line();
        if (status == null || !status.startsWith("HTTP/1.")) {
            throw new Connection.BadMessage("the answer is not HTTP/1.x");
        }
        if (!status.contains(" 200")) {
            throw new Connection.BadMessage("the server answers \"" + status + "\"");
        }
        long length = -1;
        for (String field = connection.line(); field != null && !field.isEmpty(); field = connection.line()) {
            String lower = field.toLowerCase(Locale.ROOT).replace(" ", "");
            if (lower.matches("content-length:[0-9]{1,18}")) {
                length = Long.parseLong(lower.substring(lower.indexOf(':') + 1));
            }
            if (lower.startsWith("transfer-encoding:")) {
                throw new Connection.BadMessage("the server uses " + field + ", which this client does not read");
            }
        }
        return length;
    }

    private static long body(Connection connection, long length, MessageDigest digest) throws Connection.BadMessage {
        byte[] block = new byte[BLOCK];
        long got = 0;
        while (length < 0 || got < length) {
            int count = connection.read(block, length < 0 ? BLOCK : (int) Math.min(BLOCK, length - got));
            if (count == 0) {
                if (length >= 0) {
                    throw new Connection.BadMessage("the body ends after " + got + " of " + length + " octets");
                }
                break;
            }
            digest.update(block, 0, count);
            got += count;
        }
        return got;
    }
}
