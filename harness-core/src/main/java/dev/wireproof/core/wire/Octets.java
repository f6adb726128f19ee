package dev.wireproof.core.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Network-order reads and writes in octet arrays. */
public final class Octets {
    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Octets() {}

    public static int u8(byte[] a, int at) {
        return a[at] & 0xFF;
    }

    public static int u16(byte[] a, int at) {
        return (short) SHORTS.get(a, at) & 0xFFFF;
    }

    public static int i32(byte[] a, int at) {
        return (int) INTS.get(a, at);
    }

    public static long i64(byte[] a, int at) {
        return (long) LONGS.get(a, at);
    }

    /** Six octets as a number (an Ethernet address). */
    public static long u48(byte[] a, int at) {
        return (long) u16(a, at) << 32 | i32(a, at + 2) & 0xFFFF_FFFFL;
    }

    public static void put8(byte[] a, int at, int value) {
        a[at] = (byte) value;
    }

    public static void put16(byte[] a, int at, int value) {
        SHORTS.set(a, at, (short) value);
    }

    public static void put32(byte[] a, int at, int value) {
        INTS.set(a, at, value);
    }

    public static void put64(byte[] a, int at, long value) {
        LONGS.set(a, at, value);
    }

    public static void put48(byte[] a, int at, long value) {
        put16(a, at, (int) (value >>> 32));
        put32(a, at + 2, (int) value);
    }
}
