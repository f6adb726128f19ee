package dev.wireproof.rig.packetdrill.script;

/** What an event is. */
public sealed interface Action permits Action.Packet, Action.ShellCommand, Action.CodeBlock, SystemCall {
    /** A packet: injected when inbound, expected when outbound. */
    sealed interface Packet extends Action permits Segment, Datagram, IcmpMessage {
        boolean inbound();

        IpInfo ip();
    }

    /** Shell text at a time. */
    record ShellCommand(String text) implements Action {}

    /** Python between <code>%{</code> and <code>}%</code>: run when the script has ended, on TCP_INFO as it was at the event's time. */
    record CodeBlock(String text) implements Action {}
}
