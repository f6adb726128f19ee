package dev.wireproof.rig.packetdrill.shell;

import dev.wireproof.core.base.Cidr;

/** What the commands do to a host. Every method may throw {@link IllegalArgumentException} with one line for the one who typed it. */
public interface HostOperator {
    /** Text of a sysctl, or null when the host has none of this name. */
    String sysctl(String name);

    void sysctl(String name, String value);

    /** Forgets what was learnt about peers: {@code ip tcp_metrics flush}. */
    void flushMetrics();

    /** {@code ip route change PREFIX ... METRICS}, the metrics as {@code ip} words them. */
    void changeRoute(Cidr prefix, String metrics);

    /** Puts another queueing discipline on a device. False when the host does not have this kind. */
    boolean queueingDiscipline(String device, String kind, String parameters);

    /** Switches an offload of a device. False when the host cannot do that. */
    boolean offload(String device, String feature, boolean on);

    /** A counter by its full name, such as {@code TcpExtOutOfWindowIcmps}; null when there is none. */
    Long counter(String name);

    /** Text of a file under {@code /proc}, or null. */
    String procFile(String path);

    /** Content of a file that a command made, or null. */
    byte[] file(String path);

    /** Makes a file; null removes it. */
    void file(String path, byte[] content);
}
