package dev.wireproof.core.operator;

import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;

/** {@code /proc/net/netstat}: the groups TcpExt and IpExt, with the counters that the stack has. */
public final class ProcNetNetstat {
    private final Counters counters;

    public ProcNetNetstat(Counters counters) {
        this.counters = counters;
    }

    /** The whole file. */
    public String text() {
        return group("TcpExt") + group("IpExt");
    }

    private String group(String group) {
        StringBuilder names = new StringBuilder(group).append(':');
        StringBuilder values = new StringBuilder(group).append(':');
        for (Counter c : Counter.values()) {
            if (c.group().equals(group)) {
                names.append(' ').append(c.label());
                values.append(' ').append(counters.get(c));
            }
        }
        return names.append('\n').append(values).append('\n').toString();
    }
}
