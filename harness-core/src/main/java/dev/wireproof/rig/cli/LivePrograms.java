package dev.wireproof.rig.cli;

import dev.wireproof.core.base.Address;
import dev.wireproof.rig.live.app.BulkSend;
import dev.wireproof.rig.live.app.EchoServer;
import dev.wireproof.rig.live.app.HttpFetch;
import dev.wireproof.rig.live.app.HttpServer;
import dev.wireproof.rig.live.app.PatternBody;
import dev.wireproof.rig.live.app.Transfer;
import dev.wireproof.rig.live.host.LiveHost;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a live host shall do, read from options before anything is made. */
final class LivePrograms {
    private final List<Program> servers = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();

    private interface Program {
        void start(LiveHost host, Address at, Consumer<String> say);
    }

    private interface Client {
        void start(LiveHost host, Consumer<Transfer> then);
    }

    /** {@code http:PORT=SIZE} or {@code echo:PORT}. */
    void serve(String text) {
        String[] words = text.split("[:=]", -1);
        if (text.matches("http:[0-9]+=.+") && words.length == 3) {
            int port = port("--serve " + text, words[1]);
            PatternBody body = new PatternBody(Quantities.bytes("--serve " + text + ":", words[2]));
            servers.add((host, at, say) -> http(host, at, port, body, say));
        } else if (text.matches("echo:[0-9]+")) {
            int port = port("--serve " + text, words[1]);
            servers.add((host, at, say) -> {
                new EchoServer(host, say).start(port);
                say.accept("echo over TCP and UDP on port " + port);
            });
        } else {
            throw new UsageException("--serve " + text + ": expected http:PORT=SIZE or echo:PORT");
        }
    }

    private static void http(LiveHost host, Address at, int port, PatternBody body, Consumer<String> say) {
        HttpServer server = new HttpServer(host, body, say);
        server.start(port);
        say.accept("http://" + at + ":" + port + "/ is " + body.length() + " octets, sha256 " + server.digest());
    }

    /** {@code http://ADDRESS[:PORT]/PATH}. */
    void fetch(String url) {
        clients.add(new HttpFetch(url)::start);
    }

    /** {@code HOST:PORT=SIZE}. */
    void send(String text) {
        if (!text.matches("[0-9.]+:[0-9]+=.+")) {
            throw new UsageException("--send " + text + ": expected ADDRESS:PORT=SIZE");
        }
        String[] words = text.split("[:=]", -1);
        clients.add(new BulkSend(Address.parse(words[0]), port("--send " + text, words[1]),
                new PatternBody(Quantities.bytes("--send " + text + ":", words[2])))::start);
    }

    private static int port(String option, String digits) {
        int port = digits.length() > 5 ? 0 : Integer.parseInt(digits);
        if (port < 1 || port > 65_535) {
            throw new UsageException(option + ": port " + digits + ": expected 1 to 65535");
        }
        return port;
    }

    /** Whether it ends by itself: there is something to do and nothing to serve. */
    boolean endsByItself() {
        return servers.isEmpty() && !clients.isEmpty();
    }

    /**
     * Starts everything.
     *
     * @param finished is run when the last client has ended
     * @return the outcomes, filled as clients end
     */
    List<Transfer> start(LiveHost host, Address at, Consumer<String> say, Runnable finished) {
        servers.forEach(s -> s.start(host, at, say));
        List<Transfer> outcomes = new ArrayList<>();
        for (Client c : clients) {
            c.start(host, transfer -> {
                outcomes.add(transfer);
                say.accept(transfer.toString());
                if (outcomes.size() == clients.size()) {
                    finished.run();
                }
            });
        }
        return outcomes;
    }

    int clients() {
        return clients.size();
    }
}
