package dev.wireproof.rig.packetdrill.script;

/**
 * A TCP segment in the script's numbers.
 *
 * @param sourcePort 0 for the connection's own
 * @param flags the nine bits from AE (0x100) to FIN
 * @param ace value of the three bits AE, CWR and ECE where the script gives it as a number, else -1
 * @param ack 0 when not given
 * @param window the field; -1 when not given
 * @param options octets of the option list; null when any will do
 */
public record Segment(
        boolean inbound,
        IpInfo ip,
        int sourcePort,
        int destinationPort,
        int flags,
        int ace,
        int seq,
        int length,
        int ack,
        int window,
        int urgent,
        byte[] options)
        implements Action.Packet {

    public boolean has(int flag) {
        return (flags & flag) != 0;
    }
}
