package dev.wireproof.rig.packetdrill.run;

import dev.wireproof.core.wire.IcmpView;
import dev.wireproof.rig.packetdrill.script.IcmpMessage;
import dev.wireproof.rig.packetdrill.script.ScriptProblem;
import java.util.List;

/** Types and codes of ICMP by packetdrill's names. */
final class IcmpNames {
    private static final List<String> UNREACHABLE = List.of("net_unreachable", "host_unreachable", "protocol_unreachable", "port_unreachable",
            "frag_needed", "source_route_failed", "net_unknown", "host_unknown", "source_host_isolated", "net_prohibited", "host_prohibited",
            "net_unreachable_for_tos", "host_unreachable_for_tos", "pkt_filtered", "precedence_violation", "precedence_cutoff");
    private static final List<String> TIME_EXCEEDED = List.of("exc_ttl", "exc_fragtime");

    private IcmpNames() {}

    static int type(IcmpMessage m) {
        return switch (m.type()) {
            case "echo_reply" -> IcmpView.ECHO_REPLY;
            case "unreachable" -> IcmpView.UNREACHABLE;
            case "source_quench" -> IcmpView.SOURCE_QUENCH;
            case "redirect" -> IcmpView.REDIRECT;
            case "echo_request" -> IcmpView.ECHO_REQUEST;
            case "time_exceeded" -> IcmpView.TIME_EXCEEDED;
            case "parameter_problem" -> IcmpView.PARAMETER_PROBLEM;
            default -> numbered(m.type(), "type_");
        };
    }

    static int code(IcmpMessage m) {
        if (m.code().isEmpty()) {
            return 0;
        }
        List<String> names = switch (m.type()) {
            case "unreachable" -> UNREACHABLE;
            case "time_exceeded" -> TIME_EXCEEDED;
            default -> List.of();
        };
        int code = names.indexOf(m.code());
        return code >= 0 ? code : numbered(m.code(), "code_");
    }

    private static int numbered(String word, String prefix) {
        String digits = word.startsWith(prefix) ? word.substring(prefix.length()) : "";
        if (!digits.matches("[0-9]{1,3}") || Integer.parseInt(digits) > 255) {
            throw ScriptProblem.unsupported("ICMP '" + word + "'");
        }
        return Integer.parseInt(digits);
    }
}
