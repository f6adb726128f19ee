package dev.wireproof.rig.packetdrill.shell;

import dev.wireproof.core.base.Cidr;
import dev.wireproof.rig.packetdrill.script.ScriptProblem;
import java.util.ArrayList;
import java.util.List;

/** The commands by name. */
final class Commands {
    private static final int MOST_FILE_OCTETS = 1 << 20;

    private final HostOperator host;
    private final Settings settings;

    Commands(HostOperator host, Settings settings) {
        this.host = host;
        this.settings = settings;
    }

    /** @param common the command stands in a file that all scripts share */
    Outcome run(String name, List<String> words, String input, boolean common) {
        try {
            return switch (name) {
                case "sysctl" -> sysctl(words, common);
                case "ip" -> ip(words);
                case "tc" -> tc(words);
                case "ethtool" -> ethtool(words);
                case "nstat" -> Outcome.printed("");
                case "grep" -> grep(words, input);
                case "echo" -> Outcome.printed(String.join(" ", words) + "\n");
                case "rm" -> remove(words);
                case "dd" -> dd(words);
                case "true" -> Outcome.GOOD;
                default -> throw unknown(name, words);
            };
        } catch (IllegalArgumentException e) {
            return Outcome.bad(1, name + ": " + e.getMessage());
        }
    }

    private static ScriptProblem unknown(String name, List<String> words) {
        return ScriptProblem.unsupported("the command '" + (name + " " + String.join(" ", words)).trim() + "'");
    }

    private Outcome sysctl(List<String> words, boolean common) {
        Outcome last = Outcome.GOOD;
        boolean ignoreUnknown = words.contains("-e");
        for (String w : words) {
            int equals = w.indexOf('=');
            if (w.equals("-q") || w.equals("-e") || w.equals("-w")) {
                continue;
            }
            if (equals < 0) {
                throw unknown("sysctl", words);
            }
            Outcome o = settings.set(Settings.name(w.substring(0, equals)), w.substring(equals + 1), common);
            last = o.status() == 0 || ignoreUnknown ? last : o;
        }
        return last;
    }

    private Outcome ip(List<String> words) {
        if (words.size() >= 2 && words.get(0).equals("tcp_metrics") && words.get(1).equals("flush")) {
            host.flushMetrics();
            return Outcome.GOOD;
        }
        boolean change = words.size() > 3 && words.get(0).equals("route") && (words.get(1).equals("change") || words.get(1).equals("replace"));
        if (!change) {
            throw unknown("ip", words);
        }
        StringBuilder metrics = new StringBuilder();
        for (int i = 3; i < words.size(); i++) {
            String w = words.get(i);
            if (w.equals("via") || w.equals("dev")) {
                i++;
            } else {
                metrics.append(metrics.isEmpty() ? "" : " ").append(w);
            }
        }
        host.changeRoute(Cidr.parse(words.get(2)), metrics.toString());
        return Outcome.GOOD;
    }

    private Outcome tc(List<String> words) {
        boolean known = words.size() >= 5 && words.get(0).equals("qdisc") && words.get(2).equals("dev") && words.get(4).equals("root");
        if (!known) {
            throw unknown("tc", words);
        }
        String device = words.get(3);
        boolean away = words.get(1).equals("delete") || words.get(1).equals("del");
        String kind = away ? "default" : words.size() > 5 ? words.get(5) : "";
        String parameters = words.size() > 6 && !away ? String.join(" ", words.subList(6, words.size())) : "";
        if (!host.queueingDiscipline(device, kind, parameters)) {
            throw unknown("tc", words);
        }
        return Outcome.GOOD;
    }

    private Outcome ethtool(List<String> words) {
        if (words.size() < 4 || !words.get(0).equals("-K") || words.size() % 2 != 0) {
            throw unknown("ethtool", words);
        }
        for (int i = 2; i < words.size(); i += 2) {
            if (!host.offload(words.get(1), words.get(i), words.get(i + 1).equals("on"))) {
                throw unknown("ethtool", words);
            }
        }
        return Outcome.GOOD;
    }

    /** A counter that is not zero behind {@code nstat |}, or a text in files or in the input. */
    private Outcome grep(List<String> words, String input) {
        List<String> plain = new ArrayList<>(words);
        plain.removeIf(w -> w.equals("-q"));
        if (plain.isEmpty() || plain.get(0).startsWith("-")) {
            throw unknown("grep", words);
        }
        String wanted = plain.get(0);
        StringBuilder lines = new StringBuilder();
        if (plain.size() == 1 && host.counter(wanted) != null) {
            lines.append(host.counter(wanted) == 0 ? "" : wanted + " " + host.counter(wanted) + "\n");
        } else if (plain.size() == 1) {
            matching(lines, wanted, input);
        }
        for (String file : plain.subList(1, plain.size())) {
            String text = host.procFile(file);
            if (text == null) {
                throw unknown("grep", words);
            }
            matching(lines, wanted, text);
        }
        return lines.isEmpty() ? Outcome.bad(1, "grep " + wanted + ": no such line") : Outcome.printed(lines.toString());
    }

    private static void matching(StringBuilder into, String wanted, String text) {
        text.lines().filter(l -> l.contains(wanted)).forEach(l -> into.append(l).append('\n'));
    }

    private Outcome remove(List<String> words) {
        for (String w : words) {
            if (!w.startsWith("-")) {
                host.file(w, null);
            }
        }
        return Outcome.GOOD;
    }

    /** Copies zeros into a file. */
    private Outcome dd(List<String> words) {
        long size = 1;
        String target = null;
        for (String w : words) {
            String value = w.substring(w.indexOf('=') + 1);
            switch (w.substring(0, Math.max(0, w.indexOf('=')))) {
                case "bs", "count" -> size *= Long.parseLong(value);
                case "of" -> target = value;
                case "if" -> {
                    if (!value.equals("/dev/zero")) {
                        throw unknown("dd", words);
                    }
                }
                case "status" -> { }
                default -> throw unknown("dd", words);
            }
        }
        if (target == null || size > MOST_FILE_OCTETS) {
            throw unknown("dd", words);
        }
        host.file(target, new byte[(int) size]);
        return Outcome.GOOD;
    }
}
