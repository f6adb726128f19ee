package dev.wireproof.rig.live.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Span;
import dev.wireproof.rig.fault.FaultPlan;
import dev.wireproof.rig.live.External;
import dev.wireproof.rig.live.KernelSocket;
import dev.wireproof.rig.live.SocketConstants;
import dev.wireproof.rig.live.host.LiveHost;
import dev.wireproof.rig.live.host.LivePlan;
import dev.wireproof.rig.link.LossCause;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@External
@Timeout(120)
class LiveTransferTest {
    private static final long SECOND = 1_000_000_000L;
    private static final PatternBody TEN_MEGABYTES = new PatternBody(10_000_000);
    private static final LivePlan PLAN = LivePlan.inNamespace("wireproof-live-" + ProcessHandle.current().pid());
    private static final FaultPlan TWO_PERCENT = FaultPlan.parse("lose chance 2% both");

    private final List<String> complaints = new ArrayList<>();

    @TempDir
    private Path folder;

    private static <T> T beside(LiveHost host, Callable<T> outside) throws Exception {
        FutureTask<T> result = new FutureTask<>(() -> {
            try {
                return outside.call();
            } finally {
                host.loop().post(host.loop()::stop);
            }
        });
        new Thread(result, "outside").start();
        host.run(100 * SECOND);
        return result.get();
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private void curlGetsTheBody(LivePlan plan) throws Exception {
        Path file = folder.resolve("body");
        LiveHost host = new LiveHost(plan);
        try (host) {
            new HttpServer(host, TEN_MEGABYTES, complaints::add).start(8080);
            beside(host, () -> host.namespace().thread().command("curl", "-sS", "-o", file.toString(), "http://192.0.2.2:8080/x"));
            assertEquals(TEN_MEGABYTES.sha256(), sha256(file));
            assertEquals(List.of(), complaints);
            boolean lossy = !plan.faults().isEmpty();
            assertEquals(lossy, host.cable().forward().lost(LossCause.FAULT) > 0);
            assertEquals(lossy, host.cable().backward().lost(LossCause.FAULT) > 0);
        }
        assertEquals(List.of(), host.leaks());
    }

    @Test
    void curlDownloadsTenMegabytes() throws Exception {
        curlGetsTheBody(PLAN);
    }

    @Test
    void curlDownloadsTenMegabytesWhileTwoPercentAreLostBothWays() throws Exception {
        curlGetsTheBody(PLAN.faults(TWO_PERCENT));
    }

    @Test
    void oneConnectionServesSeveralRequests() throws Exception {
        try (LiveHost host = new LiveHost(PLAN)) {
            new HttpServer(host, new PatternBody(100_000), complaints::add).start(8080);
            String url = "http://192.0.2.2:8080/";
            String output = beside(host, () -> host.namespace().thread().command("curl", "-sSv", "-o", "/dev/null", "-o", "/dev/null",
                    url, url));
            assertTrue(output.toLowerCase(java.util.Locale.ROOT).contains("re-using existing connection"), output);
            assertEquals(List.of(), complaints);
        }
    }

    @Test
    void errorsAreAnsweredAndPythonUnderstandsThem() throws Exception {
        try (LiveHost host = new LiveHost(PLAN)) {
            new HttpServer(host, new PatternBody(10), complaints::add).start(8080);
            String script = "import http.client as h\n"
                    + "for m in ('GET', 'HEAD', 'DELETE'):\n"
                    + "  c = h.HTTPConnection('192.0.2.2', 8080); c.request(m, '/'); r = c.getresponse()\n"
                    + "  print(m, r.status, len(r.read()))\n";
            String output = beside(host, () -> host.namespace().thread().command("python3", "-c", script));
            assertEquals("GET 200 10\nHEAD 200 0\nDELETE 405 0\n", output);
        }
    }

    private Transfer fetched(LivePlan plan) throws Exception {
        byte[] body = new byte[10_000_000];
        TEN_MEGABYTES.fill(body, body.length, 0);
        Files.write(folder.resolve("file"), body);
        List<Transfer> done = new ArrayList<>();
        try (LiveHost host = new LiveHost(plan)) {
            Process server = host.namespace().thread().start("python3", "-u", "-m", "http.server", "8000", "--directory", folder.toString());
            try {
                assertTrue(server.inputReader(StandardCharsets.UTF_8).readLine().contains("Serving"));
                new HttpFetch("http://192.0.2.1:8000/file", Span.ZERO).start(host, transfer -> {
                    done.add(transfer);
                    host.loop().stop();
                });
                host.run(100 * SECOND);
            } finally {
                server.destroy();
            }
        }
        return done.get(0);
    }

    @Test
    void theBuiltInStackFetchesFromAServerOfTheKernel() throws Exception {
        Transfer got = fetched(PLAN);
        assertEquals("", got.failure());
        assertEquals(TEN_MEGABYTES.sha256(), got.sha256());
    }

    @Test
    void theBuiltInStackFetchesWhileTwoPercentAreLostBothWays() throws Exception {
        Transfer got = fetched(PLAN.faults(TWO_PERCENT));
        assertEquals("", got.failure());
        assertEquals(TEN_MEGABYTES.sha256(), got.sha256());
    }

    @Test
    void whatIsSentArrives() throws Exception {
        List<Transfer> done = new ArrayList<>();
        try (LiveHost host = new LiveHost(PLAN); KernelSocket listener = KernelSocket.tcp(host.namespace().thread())) {
            listener.bind(Address.ANY, 5001);
            listener.listen(1);
            new BulkSend(new Dial(Address.parse("192.0.2.1"), 5001, Span.ZERO), TEN_MEGABYTES).start(host, done::add);
            String received = beside(host, () -> digestOfConnection(listener));
            assertEquals(TEN_MEGABYTES.sha256(), received);
        }
    }

    private static String digestOfConnection(KernelSocket listener) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] room = new byte[65_536];
        try (KernelSocket connection = listener.accept(0)) {
            for (int count = connection.receive(room, 0); count > 0; count = connection.receive(room, 0)) {
                digest.update(room, 0, count);
            }
            connection.shutdown(SocketConstants.SHUT_WR);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Test
    void nobodyAtThePortIsOneLine() throws Exception {
        List<Transfer> done = new ArrayList<>();
        try (LiveHost host = new LiveHost(PLAN)) {
            new HttpFetch("http://192.0.2.1:9/", Span.ms(600)).start(host, transfer -> {
                done.add(transfer);
                host.loop().stop();
            });
            host.run(10 * SECOND);
        }
        assertTrue(done.get(0).failure().contains("ECONNREFUSED"), done.toString());
    }
}
