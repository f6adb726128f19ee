package dev.wireproof.rig.capture;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Reads captures made anywhere, frame by frame: classic pcap (both byte orders, micro- and nanoseconds) and pcapng (both byte orders,
 * several sections and interfaces, Enhanced, Simple and the obsolete Packet Blocks), packed with gzip or not. Link types are those of
 * {@link LinkType}.
 */
public final class CaptureReader implements AutoCloseable {
    private static final int GZIP_MAGIC = 0x1F8B;

    private final CaptureInput in;
    private final CaptureFormat format;
    private long frames;

    private CaptureReader(CaptureInput in, CaptureFormat format) {
        this.in = in;
        this.format = format;
    }

    /**
     * Opens a file, or standard input for {@code -}.
     *
     * @throws CaptureException when it cannot be read or is no capture
     */
    public static CaptureReader open(String fileOrDash) {
        return fileOrDash.equals("-") ? open(System.in, "standard input") : open(Path.of(fileOrDash));
    }

    /**
     * Opens a file.
     *
     * @throws CaptureException when it cannot be read or is no capture
     */
    public static CaptureReader open(Path file) {
        if (Files.isDirectory(file)) {
            throw new CaptureException(file + ": is a directory: expected a capture file (pcap or pcapng)");
        }
        try {
            return open(Files.newInputStream(file), file.toString());
        } catch (IOException e) {
            throw new CaptureException(file + ": cannot read: " + CaptureException.reasonOf(e), e);
        }
    }

    /**
     * Opens a stream.
     *
     * @param name how messages call it
     */
    public static CaptureReader open(InputStream stream, String name) {
        CaptureInput in = new CaptureInput(unpacked(stream, name), name);
        return new CaptureReader(in, CaptureFormat.detect(in));
    }

    private static InputStream unpacked(InputStream stream, String name) {
        BufferedInputStream buffered = new BufferedInputStream(stream, 1 << 16);
        try {
            buffered.mark(2);
            int magic = buffered.read() << 8 | buffered.read();
            buffered.reset();
            return magic == GZIP_MAGIC ? new BufferedInputStream(new GZIPInputStream(buffered, 1 << 16), 1 << 16) : buffered;
        } catch (IOException e) {
            throw new CaptureException(name + ": cannot read: " + CaptureException.reasonOf(e), e);
        }
    }

    /** All frames of a file. For files that are known to be small. */
    public static List<CapturedFrame> readAll(Path file) {
        try (CaptureReader reader = open(file)) {
            List<CapturedFrame> all = new ArrayList<>();
            for (CapturedFrame frame = reader.next(); frame != null; frame = reader.next()) {
                all.add(frame);
            }
            return all;
        }
    }

    /**
     * The next frame, or null at the end.
     *
     * @throws CaptureException when the file is cut or malformed from here on; frames returned before stay good
     */
    public CapturedFrame next() {
        CapturedFrame frame = format.next(frames + 1);
        if (frame != null) {
            frames++;
        }
        return frame;
    }

    /** The interfaces declared so far; all that matter once the last frame is read. */
    public List<CaptureInterface> interfaces() {
        return List.copyOf(format.interfaces());
    }

    /** Frames that the capturing side says it lost (Interface Statistics Blocks); 0 where the file says nothing. */
    public long lostFrames() {
        return format.lostFrames();
    }

    @Override
    public void close() {
        in.close();
    }
}
