package dev.wireproof.rig.capture;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/** A stream of octets that knows its name, its offset and its byte order, and turns every failure into one line for the user. */
final class CaptureInput implements AutoCloseable {
    private final InputStream in;
    private final String name;
    private final byte[] word = new byte[8];
    private long offset;
    private boolean littleEndian;

    CaptureInput(InputStream in, String name) {
        this.in = in;
        this.name = name;
    }

    void littleEndian(boolean little) {
        littleEndian = little;
    }

    boolean isLittleEndian() {
        return littleEndian;
    }

    long offset() {
        return offset;
    }

    /** True when the stream ends here, between two records. */
    boolean atEnd() {
        int first = read(word, 0, 1);
        if (first == 1) {
            pushedBack = true;
            offset--;
        }
        return first == 0;
    }

    private boolean pushedBack;

    /** Reads exactly {@code length} octets of {@code what}. */
    void fully(byte[] into, int length, String what) {
        int start = 0;
        if (pushedBack && length > 0) {
            into[0] = word[0];
            pushedBack = false;
            offset++;
            start = 1;
        }
        int got = start + read(into, start, length - start);
        if (got < length) {
            throw malformed(offset, "the file ends inside " + what + ": expected " + (length - got) + " more octets");
        }
    }

    byte[] octets(int length, String what) {
        byte[] octets = new byte[length];
        fully(octets, length, what);
        return octets;
    }

    void skip(long length, String what) {
        byte[] waste = new byte[(int) Math.min(length, 8192)];
        long left = length;
        while (left > 0) {
            int part = (int) Math.min(left, waste.length);
            fully(waste, part, what);
            left -= part;
        }
    }

    int int32(String what) {
        fully(word, 4, what);
        return int32(word, 0);
    }

    int int32(byte[] octets, int at) {
        int big = (octets[at] & 255) << 24 | (octets[at + 1] & 255) << 16 | (octets[at + 2] & 255) << 8 | octets[at + 3] & 255;
        return littleEndian ? Integer.reverseBytes(big) : big;
    }

    int int16(byte[] octets, int at) {
        int first = octets[at] & 255;
        int second = octets[at + 1] & 255;
        return littleEndian ? second << 8 | first : first << 8 | second;
    }

    private int read(byte[] into, int start, int length) {
        int got = 0;
        try {
            while (got < length) {
                int n = in.read(into, start + got, length - got);
                if (n < 0) {
                    break;
                }
                got += n;
            }
        } catch (EOFException e) {
            throw malformed(offset + got, "the gzip data ends too early");
        } catch (ZipException e) {
            throw malformed(offset + got, "broken gzip data: " + e.getMessage());
        } catch (IOException e) {
            throw new CaptureException(name + ": cannot read: " + CaptureException.reasonOf(e), e);
        }
        offset += got;
        return got;
    }

    /** The error for malformed input at a place of the (unpacked) file. */
    CaptureException malformed(long at, String what) {
        return new CaptureException(name + ": byte " + at + ": " + what);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new CaptureException(name + ": cannot close: " + CaptureException.reasonOf(e), e);
        }
    }
}
