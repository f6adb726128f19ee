package dev.wireproof.rig.packetdrill;

import static dev.wireproof.rig.packetdrill.Examples.ESTABLISHED;
import static dev.wireproof.rig.packetdrill.Examples.fails;
import static dev.wireproof.rig.packetdrill.Examples.passes;
import static dev.wireproof.rig.packetdrill.Examples.run;
import static dev.wireproof.rig.packetdrill.Examples.unsupported;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.rig.report.coverage.Proves;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacketdrillTest {
    static List<Path> examples() {
        return Packetdrill.scripts(List.of(Examples.FOLDER));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theExamplesPass(Path script) {
        Verdict v = new Packetdrill(Flags.STANDARD, List.of(), 1).run(script);
        assertEquals(Verdict.Result.PASSED, v.result(), () -> v.line() + ": " + v.message() + "\n" + v.ladder());
    }

    @Test
    @Proves("SOCK-2/splice")
    void octetsGoFromASocketIntoAPipeAndBack() {
        theExamplesPass(Examples.FOLDER.resolve("pipes.pkt"));
    }

    @Test
    @Proves("SOCK-2/sendfile")
    void aFileIsSentInFullSegmentsAndItsEndIsPushed() {
        passes("`dd if=/dev/zero of=/var/file bs=1 count=2500 status=none`\n" + ESTABLISHED + """
                +0 open("/var/file", O_RDONLY) = 5
                +0 sendfile(4, 5, [100], 5000) = 2400
                +0 > P. 1:2401(2400) ack 1
                +0 ioctl(4, SIOCOUTQNSD, [0]) = 0
                +0 sendfile(4, 5, [2500], 10) = 0
                `rm -f /var/file`
                """);
    }

    @Test
    void aWrongFieldIsShownWithExpectedAndActualAndTheLadder() {
        Verdict v = fails(9, ESTABLISHED + """
                +0.1 write(4, ..., 100) = 100
                +0 > P. 1:101(100) ack 2
                """, "expected P. 1:101(100) ack 2", "actual   P. 1:101(100) ack 1", "ack: expected 2, got 1");
        assertTrue(v.ladder().contains("P. 1:101(100) ack 1"), v.ladder());
    }

    @Test
    void optionsAreComparedInTheirOrder() {
        fails(5, ESTABLISHED.replace("<...>", "<mss 1460,wscale 10,nop>"), "options: expected wscale 10, got nop");
        fails(5, ESTABLISHED.replace("<...>", ""), "header length: expected 20, got 28");
    }

    @Test
    void segmentsAreJoinedUntilTheyAreAsLongAsExpected() {
        String three = ESTABLISHED + """
                +0.1 write(4, ..., 2500) = 2500
                +0 > P. 1:2501(2500) ack 1
                """;
        passes(three);
        assertEquals(Verdict.Result.FAILED, run(three, List.of(Map.entry("strict_segments", ""))).result());
        fails(9, three.replace("P. 1:2501(2500)", ". 1:2001(2000)"), "PSH: expected clear, got set");
        fails(9, three.replace("1:2501(2500)", "1:2201(2200)"), "payload: expected 2200, got 2500");
    }

    @Test
    void pushCanBeLeftOutOfTheComparison() {
        String text = ESTABLISHED + """
                +0.1 write(4, ..., 2000) = 2000
                +0 > P. 1:1001(1000) ack 1
                +0 > P. 1001:2001(1000) ack 1
                """;
        assertEquals(9, run(text).line());
        assertEquals(Verdict.Result.PASSED, run(text, List.of(Map.entry("relaxed_push", ""))).result());
    }

    @Test
    void aSilentHostIsAFailureTwoSecondsAfterTheTime() {
        fails(8, ESTABLISHED + "+0.1 > . 1:1(0) ack 1\n", "actual   nothing until 2.300000 s");
    }

    @Test
    void packetsBehindTheLastStatementDoNotMatter() {
        passes(ESTABLISHED + "+0.1 write(4, ..., 100) = 100\n");
    }

    @Test
    void aCallThatReturnsSomethingElseIsAFailure() {
        fails(8, ESTABLISHED + "+0 read(4, ..., 10) = -1 EAGAIN\n", "blocks");
        fails(9, ESTABLISHED + "+0 fcntl(4, F_SETFL, O_NONBLOCK) = 0\n+0 read(4, ..., 10) = 10\n", "expected 10", "actual   -1 EAGAIN");
        fails(9, ESTABLISHED + "+0 fcntl(4, F_SETFL, O_NONBLOCK) = 0\n+0 read(4, ..., 10) = -1 EPIPE\n", "expected -1 EPIPE");
        fails(8, ESTABLISHED + "+0 close(7) = 0\n", "no descriptor 7");
    }

    @Test
    void anEchoOfATimestampThatWasNeverSentIsAFailure() {
        fails(6, ESTABLISHED.replace(".1 < . 1:1(0) ack 1 win 257", ".1 < . 1:1(0) ack 1 win 257 <nop,nop,TS val 5 ecr 7>"), "TS val 7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+0 setsockopt(4, SOL_TCP, TCP_NO_SUCH, [1], 4) = 0", "+0 fork() = 0", "+0 `shutdown -h now`",
        "+0 `sysctl -q net.ipv4.tcp_plb_enabled=1`", "+0 write(4, ..., 10) = NO_SUCH_CONSTANT", "+0 %{ assert no_such_name == 1 }%",
        "+0 %{ import os }%", "+0 < udp (10)", "+0 < icmp no_such_type"})
    void whatTheRunnerDoesNotKnowIsUnsupportedOnItsLine(String line) {
        unsupported(8, ESTABLISHED + line + "\n");
    }

    @Test
    void flagsOfTheScriptLoseToTheCommandLine() {
        String text = "--tolerance_usecs=100000\n" + ESTABLISHED + "+0.1 write(4, ..., 10) = 10\n+0.05 > P. 1:11(10) ack 1\n";
        passes(text);
        assertEquals(10, run(text, List.of(Map.entry("tolerance_usecs", "1000"))).line());
        unsupported(1, "--wire_client\n0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n", "--wire_client");
        fails(1, "--mtu=many\n0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n", "--mtu=many: expected a number from");
        unsupported(2, "--mtu=1500\n--ip_version=ipv6\n0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n", "ipv6");
    }

    @Test
    void aCommandThatIsUnknownInASharedFileIsUnsupportedOnTheLineThatCallsTheFile(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("shared.sh"), "true\nfrobnicate 3\n");
        Path script = Files.writeString(folder.resolve("a.pkt"), "\n`./shared.sh`\n0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n");
        Verdict v = new Packetdrill(Flags.STANDARD, List.of(), 1).run(script);
        assertEquals(Verdict.Result.UNSUPPORTED, v.result());
        assertEquals(2, v.line());
        assertEquals(folder.resolve("shared.sh") + ":2: the command 'frobnicate 3'", v.message());
    }

    @Test
    void aFileThatIsNoTextHasFailed(@TempDir Path folder) throws IOException {
        Path script = Files.write(folder.resolve("a.pkt"), new byte[] {(byte) 0xC3, 0});
        Verdict v = new Packetdrill(Flags.STANDARD, List.of(), 1).run(script);
        assertEquals(Verdict.Result.FAILED, v.result());
        assertEquals("cannot read: not a text in UTF-8", v.message());
    }

    @Test
    void definedWordsStandForOthers() {
        passes("--define=DATA=100\n--define=OPEN=`true`\nOPEN\n" + ESTABLISHED + "+0 write(4, ..., DATA) = DATA\n+0 > P. 1:101(DATA) ack 1\n");
    }

    @Test
    void aFolderWithoutScriptsIsAUsageError() {
        assertThrows(IllegalArgumentException.class, () -> Packetdrill.scripts(List.of(Examples.FOLDER.resolve("common"))));
        assertThrows(IllegalArgumentException.class, () -> Packetdrill.scripts(List.of(Examples.FOLDER.resolve("absent"))));
    }
}
