package dev.wireproof.rig.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Which kernel runs here, and how coarse its timers are.
 *
 * @param release for example {@code 6.18.44}
 * @param hz ticks a second its timers count in: 100, 250, 300 or 1000
 */
public record KernelRelease(String release, int hz) {
    /** Assumed where the kernel's configuration cannot be read: the coarsest clock that is common. */
    static final int COARSEST_HZ = 100;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int LEVELS = 9;
    private static final int FIRST_LEVEL_TICKS = 63;

    /**
     * Reads both from this machine.
     *
     * @throws LiveSetupException when /proc cannot be read
     */
    public static KernelRelease running() {
        try {
            String release = Files.readString(Path.of("/proc/sys/kernel/osrelease"), StandardCharsets.US_ASCII).strip();
            return new KernelRelease(release, configuredHz(release));
        } catch (IOException failed) {
            throw new LiveSetupException("cannot read the kernel's release: " + failed.getMessage(), failed);
        }
    }

    private static int configuredHz(String release) throws IOException {
        Path packed = Path.of("/proc/config.gz");
        Path plain = Path.of("/boot/config-" + release);
        if (Files.isReadable(packed)) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
                return hzIn(in);
            }
        }
        if (Files.isReadable(plain)) {
            try (InputStream in = Files.newInputStream(plain)) {
                return hzIn(in);
            }
        }
        return COARSEST_HZ;
    }

    private static int hzIn(InputStream configuration) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(configuration, StandardCharsets.US_ASCII));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("CONFIG_HZ=")) {
                return Integer.parseInt(line.substring("CONFIG_HZ=".length()));
            }
        }
        return COARSEST_HZ;
    }

    /**
     * How much later than {@code nominalNanos} a protocol timer of this kernel may fire; never earlier.
     *
     * <p>The timer wheel (kernel/time/timer.c) has levels of 64 buckets, each eight times as coarse as the one before,
     * and rounds up; setting the timer rounds up to a tick once more. A series of timers, each set when the one before
     * fired, may be late by the sum.
     */
    public long timerSlackNanos(long nominalNanos) {
        long tickNanos = NANOS_PER_SECOND / hz;
        long ticks = (nominalNanos + tickNanos - 1) / tickNanos;
        int level = 0;
        while (level < LEVELS - 1 && ticks >= (long) FIRST_LEVEL_TICKS << 3 * level) {
            level++;
        }
        return ((1L << 3 * level) + 1) * tickNanos;
    }
}
