package dev.wireproof.rig.packetdrill.run;

import dev.wireproof.core.base.Cidr;
import dev.wireproof.core.dev.Fq;
import dev.wireproof.core.dev.Pfifo;
import dev.wireproof.core.dev.PfifoFast;
import dev.wireproof.core.dev.QueueDiscipline;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Setting;
import dev.wireproof.core.operator.ProcNetTcp;
import dev.wireproof.core.operator.RouteMetricWords;
import dev.wireproof.rig.packetdrill.shell.HostOperator;
import java.util.Map;
import java.util.TreeMap;

/** What the script's shell commands do to the host under test. */
final class LiveOperator implements HostOperator {
    private static final int STANDARD_QUEUE = 1000;

    private final ScriptHost host;
    private final Map<String, byte[]> files = new TreeMap<>();

    LiveOperator(ScriptHost host) {
        this.host = host;
    }

    private Setting setting(String name) {
        for (String n : host.net.sysctls().names()) {
            if (n.equals(name)) {
                return host.net.sysctls().get(name);
            }
        }
        return null;
    }

    @Override
    public String sysctl(String name) {
        Setting s = setting(name);
        return s == null ? null : s.text();
    }

    @Override
    public void sysctl(String name, String value) {
        boolean hex = value.matches("0x[0-9a-fA-F]{1,8}");
        host.net.sysctl(name, hex ? Long.toString(Long.decode(value)) : value);
    }

    @Override
    public void flushMetrics() {
        host.net.sockets().tcp().metrics().flush();
    }

    @Override
    public void changeRoute(Cidr prefix, String metrics) {
        host.net.routeMetrics(prefix, RouteMetricWords.parse(metrics));
    }

    @Override
    public boolean queueingDiscipline(String device, String kind, String parameters) {
        QueueDiscipline next = switch (kind) {
            case "default" -> new PfifoFast(STANDARD_QUEUE);
            case "fq" -> parameters.isEmpty() ? new Fq(host.loop, host.nic.mtu()) : null;
            case "pfifo" -> parameters.isEmpty() ? new Pfifo(STANDARD_QUEUE)
                    : parameters.matches("limit [0-9]{1,9}") ? new Pfifo(Integer.parseInt(parameters.substring(6))) : null;
            default -> null;
        };
        if (!device.equals(ScriptHost.DEVICE)) {
            throw new IllegalArgumentException("device " + device + ": no such device");
        }
        if (next != null) {
            host.nic.transmitQueues().get(0).discipline(next);
        }
        return next != null;
    }

    /** The device has no offload to switch on. */
    @Override
    public boolean offload(String device, String feature, boolean on) {
        return device.equals(ScriptHost.DEVICE) && !on;
    }

    @Override
    public Long counter(String name) {
        for (Counter c : Counter.values()) {
            if (name.equals(c.group() + c.label())) {
                return host.net.counter(c);
            }
        }
        return null;
    }

    @Override
    public String procFile(String path) {
        return switch (path) {
            case "/proc/net/tcp" -> new ProcNetTcp(host.net.sockets().tcp().sockets().rows()).text();
            case "/proc/net/tcp6" -> ProcNetTcp.HEADER_6;
            default -> null;
        };
    }

    @Override
    public byte[] file(String path) {
        return files.get(path);
    }

    @Override
    public void file(String path, byte[] content) {
        if (content == null) {
            files.remove(path);
        } else {
            files.put(path, content);
        }
    }
}
