package dev.wireproof.rig.cli;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Span;
import dev.wireproof.rig.live.app.BulkSend;
import dev.wireproof.rig.live.app.Dial;
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
    /** Where {@code --for} does not say: long enough to type a command in another terminal. */
    private static final Span PATIENCE = Span.seconds(60);

    private final Span patience;
    private final List<String> hints = new ArrayList<>();
    private final List<Program> servers = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();

    /** @param limit how long the run lasts, or null */
    LivePrograms(Span limit) {
        patience = limit == null ? PATIENCE : limit;
    }

    private interface Program {
        void start(LiveHost host, Consumer<String> say);
    }

    private interface Client {
        void start(LiveHost host, Consumer<Transfer> then);
    }

    /** {@code http:PORT=SIZE} or {@code echo:PORT}, at the host's address. */
    void serve(String text, Address at) {
        String[] words = text.split("[:=]", -1);
        if (text.matches("http:[0-9]+=.+") && words.length == 3) {
            int port = port("--serve " + text, words[1]);
            hints.add("curl -o body http://" + at + ":" + port + "/");
            PatternBody body = new PatternBody(Quantities.bytes("--serve " + text + ":", words[2]));
            servers.add((host, say) -> http(host, at, port, body, say));
        } else if (text.matches("echo:[0-9]+")) {
            int port = port("--serve " + text, words[1]);
            servers.add((host, say) -> {
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
        HttpFetch fetch = new HttpFetch(url, patience);
        hints.add("python3 -m http.server " + fetch.port());
        clients.add(fetch::start);
    }

    /** {@code HOST:PORT=SIZE}. */
    void send(String text) {
        if (!text.matches("[0-9.]+:[0-9]+=.+")) {
            throw new UsageException("--send " + text + ": expected ADDRESS:PORT=SIZE");
        }
        String[] words = text.split("[:=]", -1);
        Dial to = new Dial(Address.parse(words[0]), port("--send " + text, words[1]), patience);
        hints.add("nc -l -p " + to.port() + " > received");
        clients.add(new BulkSend(to, new PatternBody(Quantities.bytes("--send " + text + ":", words[2])))::start);
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
    List<Transfer> start(LiveHost host, Consumer<String> say, Runnable finished) {
        servers.forEach(s -> s.start(host, say));
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

    /** What to type inside the namespace to meet these programs. */
    List<String> hints() {
        return hints;
    }

    int clients() {
        return clients.size();
    }
}
