package dev.wireproof.rig.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What is written is read again, and what is broken is named. */
class CaptureFilesTest {
    record Sample(int on, long nanos, byte[] octets, int cut, Direction direction, String comment) {}

    @Provide
    Arbitrary<List<Sample>> samples() {
        Arbitrary<String> comments = Arbitraries.strings().ofMaxLength(20).injectNull(0.5);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.longs().between(0, 4_000_000_000_000_000_000L),
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(200),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.of(Direction.class),
                        comments)
                .as(Sample::new)
                .list()
                .ofMaxSize(12);
    }

    @Property(tries = 150)
    void pcapngKeepsEverythingItIsGiven(@ForAll("samples") List<Sample> samples) throws IOException {
        Path file = Files.createTempFile("wireproof", ".pcapng");
        try (FrameSink sink = new PcapngWriter(file)) {
            write(samples, sink);
        }
        check(samples, CaptureReader.readAll(file), true);
        Files.delete(file);
    }

    @Property(tries = 50)
    void pcapKeepsTimesAndOctets(@ForAll("samples") List<Sample> samples) throws IOException {
        Path file = Files.createTempFile("wireproof", ".pcap");
        try (FrameSink sink = new PcapWriter(file, LinkType.ETHERNET)) {
            write(samples, sink);
        }
        check(samples, CaptureReader.readAll(file), false);
        Files.delete(file);
    }

    @Property(tries = 300)
    void ringKeepsTheNewestFramesInOrder(@ForAll("samples") List<Sample> first, @ForAll("samples") List<Sample> second) {
        CaptureRing ring = new CaptureRing(1200, LinkType.ETHERNET);
        List<Sample> all = new ArrayList<>();
        for (List<Sample> part : List.of(first, second, first, second)) {
            if (all.isEmpty()) {
                declare(ring);
            }
            part.forEach(each -> put(each, ring));
            all.addAll(part);
            List<CapturedFrame> kept = ring.frames();
            assertEquals(all.size(), ring.evicted() + kept.size());
            check(all.subList((int) ring.evicted(), all.size()), kept, true);
            int stored = kept.stream().mapToInt(f -> 32 + f.octets().length + f.comment().getBytes(UTF).length).sum();
            assertTrue(ring.evicted() == 0 || stored > 1200 - 2 * 350, () -> "only " + stored + " octets kept");
        }
    }

    private static final java.nio.charset.Charset UTF = java.nio.charset.StandardCharsets.UTF_8;

    @Test
    void spilledRingReadsBackLikeADirectCapture() throws IOException {
        CaptureRing ring = new CaptureRing(1 << 20, LinkType.ETHERNET);
        List<Sample> samples = List.of(
                new Sample(0, 5, new byte[60], 0, Direction.OUTBOUND, "dropped"),
                new Sample(1, 6, new byte[61], 4, Direction.INBOUND, null));
        write(samples, ring);
        Path file = Files.createTempFile("wireproof", ".pcapng");
        try (FrameSink sink = new PcapngWriter(file)) {
            ring.spill(sink);
        }
        check(samples, CaptureReader.readAll(file), true);
        Files.delete(file);
    }

    @Test
    void fileAppearsOnlyWhenComplete() throws IOException {
        Path folder = Files.createTempDirectory("wireproof");
        Path file = folder.resolve("new/deep/a.pcapng");
        PcapngWriter sink = new PcapngWriter(file);
        write(List.of(new Sample(0, 1, new byte[14], 0, Direction.UNKNOWN, null)), sink);
        assertFalse(Files.exists(file));
        sink.close();
        sink.close();
        assertEquals(1, CaptureReader.readAll(file).size());
        PcapngWriter given = new PcapngWriter(folder.resolve("b.pcapng"));
        given.discard();
        try (var left = Files.list(folder)) {
            assertEquals(1, left.count());
        }
    }

    @Test
    void largeCaptureCrossesManyBlocks() throws IOException {
        Path file = Files.createTempFile("wireproof", ".pcapng");
        byte[] octets = new byte[65_000];
        try (FrameSink sink = new PcapngWriter(file)) {
            declare(sink);
            for (int i = 0; i < 60; i++) {
                octets[i] = (byte) i;
                put(new Sample(0, i, octets, 0, Direction.OUTBOUND, "ä" + i), sink);
            }
        }
        List<CapturedFrame> frames = CaptureReader.readAll(file);
        assertEquals(60, frames.size());
        assertArrayEquals(octets, frames.get(59).octets());
        assertEquals("ä59", frames.get(59).comment());
        Files.delete(file);
    }

    @Test
    void everyTruncationIsOneClearLineWithTheOffset() throws IOException {
        for (byte[] whole : List.of(small(true), small(false))) {
            for (int length = 0; length < whole.length; length++) {
                byte[] cut = java.util.Arrays.copyOf(whole, length);
                int frames = 0;
                try (CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(cut), "cut.pcapng")) {
                    while (reader.next() != null) {
                        frames++;
                    }
                } catch (CaptureException e) {
                    assertTrue(e.getMessage().startsWith("cut.pcapng: byte "), e.getMessage());
                    assertTrue(e.getMessage().contains("expected"), e.getMessage());
                    assertFalse(e.getMessage().contains("\n"));
                }
                assertTrue(frames < 3);
            }
        }
    }

    @Property(tries = 2000)
    void brokenFilesNeverFailOtherwiseThanByName(
            @ForAll boolean ng, @ForAll int place, @ForAll byte value, @ForAll int place2, @ForAll byte value2) {
        byte[] broken = small(ng);
        broken[Math.floorMod(place, broken.length)] = value;
        broken[Math.floorMod(place2, broken.length)] = value2;
        try (CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(broken), "broken")) {
            for (CapturedFrame frame = reader.next(); frame != null; frame = reader.next()) {
                DecodedFrame.of(frame);
            }
        } catch (CaptureException e) {
            assertTrue(e.getMessage().startsWith("broken: byte "), e.getMessage());
        }
    }

    @Test
    void gzipIsUnpackedAndItsTruncationNamed() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(small(true));
        }
        byte[] octets = packed.toByteArray();
        try (CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(octets), "a.gz")) {
            assertEquals(14, reader.next().octets().length);
        }
        byte[] cut = java.util.Arrays.copyOf(octets, octets.length / 2);
        CaptureException e = assertThrows(CaptureException.class, () -> {
            try (CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(cut), "a.gz")) {
                while (reader.next() != null) {}
            }
        });
        assertTrue(e.getMessage().startsWith("a.gz: byte "), e.getMessage());
    }

    @Test
    void whatIsNoCaptureIsNamed() {
        assertMessage("x: byte 0: the file is empty: expected a capture (pcap or pcapng)", new byte[0]);
        assertMessage(
                "x: byte 0: not a capture: expected the magic number of pcap or pcapng, found 0x68656c6c", "hello".getBytes(UTF));
        CaptureException missing = assertThrows(CaptureException.class, () -> CaptureReader.open("/nowhere/a.pcap"));
        assertEquals("/nowhere/a.pcap: cannot read: no such file", missing.getMessage());
    }

    private static void assertMessage(String expected, byte[] octets) {
        CaptureException e =
                assertThrows(CaptureException.class, () -> CaptureReader.open(new ByteArrayInputStream(octets), "x"));
        assertEquals(expected, e.getMessage());
    }

    private static byte[] small(boolean ng) {
        try {
            Path file = Files.createTempFile("wireproof", ".cap");
            try (FrameSink sink = ng ? new PcapngWriter(file) : new PcapWriter(file, LinkType.ETHERNET)) {
                declare(sink);
                put(new Sample(0, 1, new byte[14], 0, Direction.OUTBOUND, "one"), sink);
                put(new Sample(1, 2, FrameBuilder.frame().icmp(8, 0, 1).build(), 0, Direction.INBOUND, null), sink);
                put(new Sample(1, 3, new byte[5], 3, Direction.UNKNOWN, "three"), sink);
            }
            byte[] octets = Files.readAllBytes(file);
            Files.delete(file);
            return octets;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(List<Sample> samples, FrameSink sink) {
        declare(sink);
        samples.forEach(each -> put(each, sink));
    }

    private static void declare(FrameSink sink) {
        sink.addInterface("client", "");
        sink.addInterface("sërver", CaptureInterface.SCRIPTED);
    }

    private static void put(Sample s, FrameSink sink) {
        sink.begin(s.on, s.nanos, s.octets.length, s.octets.length + s.cut, s.direction, s.comment);
        int half = s.octets.length / 2;
        sink.append(s.octets, 0, half);
        sink.append(s.octets, half, s.octets.length - half);
        sink.end();
    }

    private static void check(List<Sample> samples, List<CapturedFrame> frames, boolean ng) {
        assertEquals(samples.size(), frames.size());
        for (int i = 0; i < frames.size(); i++) {
            Sample s = samples.get(i);
            CapturedFrame f = frames.get(i);
            assertArrayEquals(s.octets, f.octets());
            assertEquals(s.octets.length + s.cut, f.originalLength());
            assertEquals(s.nanos, f.unixNanos());
            if (ng) {
                assertEquals(s.direction, f.direction());
                assertEquals(s.comment == null ? "" : new String(s.comment.getBytes(UTF), UTF), f.comment());
                assertEquals(s.on == 0 ? "client" : "sërver", f.on().name());
                assertEquals(s.on == 1, f.on().isScripted());
            }
        }
    }
}
