package dev.wireproof.rig.packetdrill.run;

import dev.wireproof.core.wire.Octets;
import dev.wireproof.core.wire.TcpOptions;

/** The option octets of a segment, gone through one by one; numbers in them can be moved. */
final class OptionList {
    final byte[] octets;

    OptionList(byte[] octets) {
        this.octets = octets.clone();
    }

    int kind(int at) {
        return Octets.u8(octets, at);
    }

    /** Length of the option at this place; what is left when the length field is nonsense. */
    int length(int at) {
        int kind = kind(at);
        if (kind == TcpOptions.NOP || kind == TcpOptions.END) {
            return 1;
        }
        int length = at + 1 < octets.length ? Octets.u8(octets, at + 1) : 0;
        return length < 2 || at + length > octets.length ? octets.length - at : length;
    }

    private int find(int kind, int length) {
        for (int at = 0; at < octets.length; at += length(at)) {
            if (kind(at) == kind && length(at) == length) {
                return at;
            }
        }
        return -1;
    }

    boolean hasTimestamps() {
        return find(TcpOptions.TIMESTAMPS, 10) >= 0;
    }

    int tsVal() {
        return Octets.i32(octets, find(TcpOptions.TIMESTAMPS, 10) + 2);
    }

    int tsEcr() {
        return Octets.i32(octets, find(TcpOptions.TIMESTAMPS, 10) + 6);
    }

    void tsVal(int value) {
        Octets.put32(octets, find(TcpOptions.TIMESTAMPS, 10) + 2, value);
    }

    void tsEcr(int value) {
        Octets.put32(octets, find(TcpOptions.TIMESTAMPS, 10) + 6, value);
    }

    /** Adds to both edges of every SACK block. */
    void shiftSack(int offset) {
        for (int at = 0; at < octets.length; at += length(at)) {
            if (kind(at) == TcpOptions.SACK) {
                for (int edge = at + 2; edge + 4 <= at + length(at); edge += 4) {
                    Octets.put32(octets, edge, Octets.i32(octets, edge) + offset);
                }
            }
        }
    }
}
