package dev.wireproof.rig.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.support.ProjectFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Wireshark's dissectors read in our captures, and what they think of the golden traces. */
@Tag("external")
class TsharkExternalTest {
    @TempDir
    Path folder;

    private static FrameBuilder syn() {
        return FrameBuilder.frame().tcp(4000, 80, 100, 0, 2, 1000, 2, 4, 5, 0xB4);
    }

    @Test
    void tsharkReadsNanosecondsInterfacesDirectionsAndComments() throws IOException {
        Path file = folder.resolve("a.pcapng");
        try (FrameSink sink = new PcapngWriter(file)) {
            int client = sink.addInterface("client", "");
            int server = sink.addInterface("sërver", CaptureInterface.SCRIPTED);
            sink.frame(client, FrameSink.VIRTUAL_ZERO_UNIX_NANOS + 1, syn().build(), Direction.OUTBOUND, "dropped: für immer");
            sink.frame(server, FrameSink.VIRTUAL_ZERO_UNIX_NANOS + 1_000_000_002L, syn().back().build(), Direction.INBOUND, null);
        }
        String fields = run("tshark", "-r", file.toString(), "-T", "fields", "-E", "separator=|", "-e", "frame.time_epoch", "-e",
                "frame.interface_name", "-e", "frame.packet_flags_direction", "-e", "frame.comment");
        assertEquals(
                "946684800.000000001|client|0x00000002|dropped: für immer\n946684801.000000002|sërver|0x00000001|\n", fields);
    }

    @Test
    void goldenTracesHaveExactlyTheExpertItemsOfTheirText() throws IOException {
        Path pcaps = ProjectFiles.root().resolve("pcaps");
        List<Path> captures;
        try (var files = Files.walk(pcaps)) {
            captures = files.filter(f -> f.toString().endsWith(".pcapng")).sorted().toList();
        }
        List<String> problems = new ArrayList<>();
        for (Map.Entry<Path, List<TsharkExpert.Item>> each : TsharkExpert.items(captures).entrySet()) {
            String id = pcaps.relativize(each.getKey()).toString().replace(".pcapng", "");
            problems.addAll(problems(id, each.getValue(), new Golden(pcaps, id).readText()));
        }
        assertEquals(List.of(), problems);
    }

    /** Faults that are not injected, and Warn and Note items that the text does not list or lists in vain. */
    private static List<String> problems(String id, List<TsharkExpert.Item> items, GoldenText text) {
        List<GoldenText.ExpertLine> injected = text.items(GoldenText.INJECTS);
        List<GoldenText.ExpertLine> listed = text.items(GoldenText.EXPERT);
        List<String> problems = new ArrayList<>();
        List<GoldenText.ExpertLine> remarks = new ArrayList<>();
        for (TsharkExpert.Item item : items) {
            if (item.isFault()) {
                if (!injected.contains(item.line())) {
                    problems.add(id + ": not injected: " + item.line());
                }
            } else {
                remarks.add(item.line());
            }
        }
        remarks.stream().filter(r -> !listed.contains(r)).forEach(r -> problems.add(id + ": not in the text: " + r));
        listed.stream().filter(r -> !remarks.contains(r)).forEach(r -> problems.add(id + ": only in the text: " + r));
        return problems;
    }

    @Test
    void canaryWithBadChecksumsAndAMalformedHeaderIsReported() {
        Path file = folder.resolve("canary.pcapng");
        byte[] badIp = syn().identification(5).build();
        badIp[24] ^= 1;
        byte[] shortHeader = syn().build();
        shortHeader[46] = 0x40;
        Golden.write(
                new Captures()
                        .a(syn().build())
                        .a(syn().badChecksum().build())
                        .a(badIp)
                        .a(shortHeader)
                        .frames(),
                file);
        List<TsharkExpert.Item> items = TsharkExpert.items(List.of(file)).get(file);
        assertTrue(items.stream().anyMatch(i -> i.frame() == 2 && i.group().equals("Checksum") && i.isFault()), items::toString);
        assertTrue(items.stream().anyMatch(i -> i.frame() == 3 && i.group().equals("Checksum") && i.isFault()), items::toString);
        assertTrue(items.stream().anyMatch(i -> i.frame() == 4 && i.isFault()), items::toString);
        GoldenText silent = GoldenText.parse("scenario: a/b\nexpert: frame 9: nothing\n\n", "a");
        List<String> problems = problems("a/b", items, silent);
        assertTrue(problems.stream().anyMatch(p -> p.startsWith("a/b: not injected: frame 2: ")), problems::toString);
        assertTrue(problems.stream().anyMatch(p -> p.startsWith("a/b: not in the text: frame 2: ")), problems::toString);
        assertTrue(problems.contains("a/b: only in the text: frame 9: nothing"), problems::toString);
    }

    @Test
    void oneProcessJudgesFilesIndependently() {
        Path first = folder.resolve("1.pcapng");
        Path second = folder.resolve("2.pcapng");
        Golden.write(new Captures().a(syn().build()).frames(), first);
        Golden.write(new Captures().a(syn().build()).a(syn().build()).frames(), second);
        Map<Path, List<TsharkExpert.Item>> items = TsharkExpert.items(List.of(first, second));
        assertEquals(List.of(), items.get(first));
        assertTrue(items.get(second).stream().allMatch(i -> i.frame() == 2), items::toString);
        assertTrue(items.get(second).stream().anyMatch(i -> i.text().contains("retransmission")), items::toString);
    }

    private static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
