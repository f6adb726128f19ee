package dev.wireproof.rig.live.target;

import dev.wireproof.rig.live.NamespaceThread;
import dev.wireproof.rig.scenario.ScenarioSkipped;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The counters of a namespace, from /proc/net/snmp and /proc/net/netstat: pairs of lines, names above values. */
final class KernelCounters {
    /** Of the calling thread: {@code /proc/net} is the namespace of the process's first thread. */
    private static final List<Path> FILES = List.of(Path.of("/proc/thread-self/net/snmp"), Path.of("/proc/thread-self/net/netstat"));

    private final NamespaceThread namespace;

    KernelCounters(NamespaceThread namespace) {
        this.namespace = namespace;
    }

    /**
     * The value of a counter.
     *
     * @param name group and counter, such as {@code TcpExt.ListenOverflows}
     * @throws ScenarioSkipped when this kernel has none of that name
     */
    long value(String name) {
        int dot = name.indexOf('.');
        String group = name.substring(0, Math.max(0, dot)) + ":";
        String counter = name.substring(dot + 1);
        return namespace.call(() -> {
            for (Path file : FILES) {
                List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
                for (int i = 0; i + 1 < lines.size(); i += 2) {
                    String[] names = lines.get(i).split(" ");
                    int at = names[0].equals(group) ? List.of(names).indexOf(counter) : -1;
                    if (at > 0) {
                        return Long.parseLong(lines.get(i + 1).split(" ")[at]);
                    }
                }
            }
            throw new ScenarioSkipped("needs the counter " + name + ", which this kernel does not have");
        });
    }
}
