package dev.wireproof.rig.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    private void assertOneLine(String... parts) {
        String text = err.toString();
        assertEquals(1, text.lines().count(), text);
        for (String part : parts) {
            assertTrue(text.contains(part), text);
        }
        assertTrue(!text.contains("Exception") && !text.contains("\tat "), text);
    }

    @Test
    void anUnknownPatternIsOneLineThatSaysWhatWasExpected() {
        assertEquals(2, run("run", "no-such-area"));
        assertOneLine("harness run: pattern 'no-such-area' matches no scenario", "expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run --seed x", "run --jobs 0", "run --profile ancient", "run --target toaster", "run --capture some",
        "bench bulk --bytes -1", "bench bulk --loss 2", "bench nothing", "bench bulk --flows 0", "diff a", "diff a b --ignore colour",
        "replay not-a-token", "explore nothing-like-it", "explore --for 3", "explore --tries 0", "explore --jobs 0", "explore --seed x", "replay a/b,modern,1", "nonsense", "check", "bless", "live --serve ftp:21", "live --serve http:80",
        "live --serve echo:0", "live --serve http:8080=10X", "live --send 192.0.2.1=1G", "live --send 192.0.2.1:70000=1G",
        "live --fetch https://192.0.2.1/", "live --fetch http://localhost/", "live --loss 200%", "live --for 1", "live --address 10.0.0.1/33",
        "live --address 10.0.0.1/24 --peer 10.0.1.1/24", "live --address 192.0.2.1/24",
        "packetdrill", "packetdrill absent.pkt", "packetdrill --ip ipv7 absent", "packetdrill --mtu many absent", "packetdrill -D x absent",
        "packetdrill --tolerance_percent -1 absent", "packetdrill --jobs 0 .", "packetdrill --ip_version ipv6 .", "packetdrill --wibble absent"})
    void aMalformedOptionOrArgumentIsOneLineAndExitCodeTwo(String line) {
        assertEquals(2, run(line.split(" ")), () -> out + "" + err);
        assertOneLine("harness");
    }

    @Test
    void anUnreadableCaptureIsOneLine() throws IOException {
        assertEquals(2, run("check", folder.resolve("absent.pcapng").toString()));
        assertOneLine("absent.pcapng");
        err.getBuffer().setLength(0);
        Path cut = Files.write(folder.resolve("cut.pcap"), new byte[] {(byte) 0xd4, (byte) 0xc3, (byte) 0xb2, (byte) 0xa1, 2, 0});
        assertEquals(2, run("check", cut.toString()));
        assertOneLine("cut.pcap", "expected");
        err.getBuffer().setLength(0);
        assertEquals(2, run("coverage", "--from", Files.writeString(folder.resolve("x.json"), "{\"a\": [}").toString()));
        assertOneLine("x.json", "expected");
    }

    @Test
    void helpIsThereForEveryCommand() {
        for (String command : new String[] {"run", "list", "replay", "bless", "check", "diff", "coverage", "bench", "explore"}) {
            assertEquals(0, run(command, "--help"), command);
        }
        assertEquals(0, run("--help"));
        assertEquals(0, run("--version"));
        assertEquals("", err.toString());
    }
}
