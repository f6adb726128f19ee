package dev.wireproof.catalogue.ip;

import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;

/** Whether a packet is believed to come from where it says (Linux {@code __fib_validate_source}). */
public class ReversePath {
    private static void refused(Ladder it) {
        it.in(after(ms(1)), echoRequest(7, 1).data(16).peer(ip("192.0.2.1")));
        it.quiet(ms(1));
    }

    @Scenario(id = "ip/reverse-path-filter", needs = {Capability.SYSCTLS, Capability.COUNTERS},
            rfc = "1812-5.3.8-a",
            confirmedBy = {"rfc:1812-5.3.8-a", "kernel:6.18.44"})
    public void aSourceWithoutAWayBackIsRefusedWhenTheFilterIsOn(Ladder it) {
        it.sut().sysctl("net.ipv4.conf.all.rp_filter", "1");
        refused(it);
        it.equal("IPReversePathFilter", 1L, it.sut().counter("TcpExt.IPReversePathFilter")).proves("IP-7/rp-filter-strict");
        it.sut().sysctl("net.ipv4.conf.all.rp_filter", "2");
        refused(it);
        it.equal("IPReversePathFilter", 2L, it.sut().counter("TcpExt.IPReversePathFilter")).proves("IP-7/rp-filter-loose");
        it.step("its own subnet is answered");
        it.in(after(ms(1)), echoRequest(7, 2).data(16));
        it.out(now(), echoReply(7, 2).data(16));
    }
}
