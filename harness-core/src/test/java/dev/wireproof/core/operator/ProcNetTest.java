package dev.wireproof.core.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.mib.Sysctls;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcNetTest {
    private final Counters counters = new Counters();
    private final Sysctls sysctls = new Sysctls(Profile.MODERN);

    private List<String> snmp() {
        return new ProcNetSnmp(counters, sysctls).text().lines().toList();
    }

    @Test
    void groupsComeInLinuxOrderWithNamesAboveValues() {
        sysctls.number("net.ipv4.ip_forward", 0, 0, 1);
        sysctls.number("net.ipv4.ip_default_ttl", 64, 1, 255);
        counters.add(Counter.IP_IN_RECEIVES, 7);
        counters.add(Counter.TCP_OUT_SEGS, 9);
        counters.add(Counter.UDP_IGNORED_MULTI, 3);
        List<String> lines = snmp();
        assertEquals(8, lines.size());
        assertTrue(lines.get(0).startsWith("Ip: Forwarding DefaultTTL InReceives InHdrErrors "), lines.get(0));
        assertEquals("Ip: 2 64 7 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0", lines.get(1));
        assertEquals("Tcp: 1 200 120000 -1 0 0 0 0 0 0 9 0 0 0 0", lines.get(5));
        assertEquals("Udp: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors SndbufErrors InCsumErrors IgnoredMulti MemErrors", lines.get(6));
        assertEquals("Udp: 0 0 0 0 0 0 0 3 0", lines.get(7));
    }

    @Test
    void everyCounterOfTheseGroupsIsShown() {
        sysctls.number("net.ipv4.ip_forward", 1, 0, 1);
        sysctls.number("net.ipv4.ip_default_ttl", 64, 1, 255);
        String text = " " + new ProcNetSnmp(counters, sysctls).text() + new ProcNetNetstat(counters).text();
        for (Counter c : Counter.values()) {
            assertTrue(text.contains(" " + c.label()), c.group() + "." + c.label() + " is missing");
        }
    }
}
