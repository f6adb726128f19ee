package dev.wireproof.rig.packetdrill.script;

/**
 * An ICMP message about a packet of the connection under test.
 *
 * @param type its word, such as {@code unreachable}
 * @param code its word, or empty
 * @param mtu next hop's MTU, or -1
 * @param echoId identifier of an echo message, 0 when not given
 * @param quoted what the message quotes
 * @param seq sequence number in the quoted TCP header
 * @param length octets of data in the quoted packet
 */
public record IcmpMessage(boolean inbound, IpInfo ip, String type, String code, long mtu, int echoId, Quoted quoted, int seq, int length)
        implements Action.Packet {
    /** Which packet is quoted. */
    public enum Quoted {
        TCP,
        UDP,
        /** None: zeros follow the header. */
        RAW
    }
}
