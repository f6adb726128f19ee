package dev.wireproof.rig.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A little-endian file written in large blocks under a temporary name beside its own, and moved into place when complete, so that no
 * reader ever sees half a capture. The first block is small: most captures are.
 */
final class CaptureFileOutput {
    private static final int FIRST_BLOCK = 32 << 10;
    private static final int BLOCK = 256 << 10;

    private final Path file;
    private final Path temporary;
    private final FileChannel channel;
    private ByteBuffer block = ByteBuffer.allocateDirect(FIRST_BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    private boolean open = true;

    CaptureFileOutput(Path file) {
        this.file = file;
        this.temporary = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            channel = FileChannel.open(
                    temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    void int8(int value) {
        room(1).put((byte) value);
    }

    void int16(int value) {
        room(2).putShort((short) value);
    }

    void int32(int value) {
        room(4).putInt(value);
    }

    void int64(long value) {
        room(8).putLong(value);
    }

    void octets(byte[] octets, int offset, int length) {
        int at = offset;
        int left = length;
        while (left > 0) {
            int part = Math.min(left, room(1).remaining());
            block.put(octets, at, part);
            at += part;
            left -= part;
        }
    }

    /** Zero octets up to the next multiple of four, for a field of that length. */
    void padAfter(int length) {
        for (int i = length; (i & 3) != 0; i++) {
            int8(0);
        }
    }

    /** Text whose UTF-8 form has {@code utf8Length} octets; only text beyond ASCII costs an array. */
    void utf8(String text, int utf8Length) {
        if (utf8Length != text.length()) {
            octets(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), 0, utf8Length);
            return;
        }
        for (int i = 0; i < utf8Length; i++) {
            int8(text.charAt(i));
        }
    }

    static int utf8Length(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
            }
        }
        return text.length();
    }

    private ByteBuffer room(int length) {
        if (block.remaining() < length) {
            write();
            if (block.capacity() == FIRST_BLOCK) {
                block = ByteBuffer.allocateDirect(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
            }
        }
        return block;
    }

    private void write() {
        block.flip();
        try {
            while (block.hasRemaining()) {
                channel.write(block);
            }
        } catch (IOException e) {
            throw failed(e);
        }
        block.clear();
    }

    /** Writes what is left and moves the file to its own name. */
    void close() {
        if (!open) {
            return;
        }
        open = false;
        write();
        try {
            channel.close();
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Gives the capture up: nothing stays behind. */
    void discard() {
        open = false;
        try {
            channel.close();
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private CaptureException failed(IOException e) {
        return new CaptureException(file + ": cannot write: " + CaptureException.reasonOf(e), e);
    }
}
