package dev.wireproof.rig.packetdrill.parse;

import dev.wireproof.rig.packetdrill.parse.Token.Kind;
import dev.wireproof.rig.packetdrill.script.Action;
import dev.wireproof.rig.packetdrill.script.Event;
import dev.wireproof.rig.packetdrill.script.EventTime;
import dev.wireproof.rig.packetdrill.script.Script;
import dev.wireproof.rig.packetdrill.script.Script.ScriptOption;
import dev.wireproof.rig.packetdrill.script.Script.ShellText;
import dev.wireproof.rig.packetdrill.script.ScriptProblem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A whole script: options, first command, events, last command. */
public final class ScriptParser {
    private static final BigDecimal NANOS_A_SECOND = BigDecimal.valueOf(1_000_000_000L);
    private static final BigDecimal LONGEST_SECONDS = BigDecimal.valueOf(1_000_000L);

    private final Tokens tokens;
    private final Map<String, String> symbols;
    private final PacketParser packets;
    private final CallParser calls;

    private ScriptParser(String text, Map<String, String> symbols) {
        this.symbols = new TreeMap<>(symbols);
        tokens = new Tokens(new Lexer(text, this.symbols));
        packets = new PacketParser(tokens);
        calls = new CallParser(tokens);
    }

    /**
     * Reads a script.
     *
     * @param path for messages
     * @param symbols words that stand for something else; the script may define more, and these win
     * @throws ScriptProblem with line and column
     */
    public static Script parse(String path, String text, Map<String, String> symbols) {
        return new ScriptParser(text, symbols).script(path);
    }

    private Script script(String path) {
        List<ScriptOption> options = options();
        ShellText init = tokens.peek().kind() == Kind.COMMAND ? shellText() : null;
        List<Event> events = new ArrayList<>();
        ShellText cleanup = null;
        while (tokens.peek().kind() != Kind.END) {
            if (tokens.peek().kind() == Kind.COMMAND && !events.isEmpty()) {
                cleanup = shellText();
                tokens.expect(Kind.END);
                break;
            }
            events.add(event());
        }
        if (events.isEmpty()) {
            throw tokens.problem("an event");
        }
        EventTime first = events.get(0).time();
        if (first.kind() == EventTime.Kind.ANY || first.startNanos() != 0) {
            throw ScriptProblem.failed(events.get(0).line(), "expected the first event at time 0");
        }
        return new Script(path, List.copyOf(options), init, List.copyOf(events), cleanup);
    }

    private List<ScriptOption> options() {
        List<ScriptOption> options = new ArrayList<>();
        while (tokens.peek().kind() == Kind.OPTION) {
            Token name = tokens.peek();
            String value = tokens.optionValue();
            options.add(new ScriptOption(name.line(), name.text(), value));
            if (name.text().equals("define")) {
                int equals = value.indexOf('=');
                if (equals <= 0) {
                    throw Tokens.problem(name, "expected --define=SYMBOL=VALUE");
                }
                symbols.putIfAbsent(value.substring(0, equals), value.substring(equals + 1));
            }
            tokens.take();
        }
        return options;
    }

    private ShellText shellText() {
        Token t = tokens.expect(Kind.COMMAND);
        return new ShellText(t.line(), t.text());
    }

    private Event event() {
        Token first = tokens.peek();
        EventTime time = time();
        Token t = tokens.peek();
        Action action;
        if (t.is('<') || t.is('>')) {
            action = packets.packet();
        } else if (t.kind() == Kind.COMMAND) {
            action = new Action.ShellCommand(tokens.take().text());
        } else if (t.kind() == Kind.CODE) {
            action = new Action.CodeBlock(tokens.take().text());
        } else if (t.kind() == Kind.ELLIPSIS) {
            tokens.take();
            action = calls.call(nanos());
        } else if (t.kind() == Kind.WORD) {
            action = calls.call(-1);
        } else {
            throw tokens.problem("a packet, a system call, a command or code");
        }
        boolean rangeFits = action instanceof Action.Packet p && !p.inbound();
        if (!rangeFits && (time.isRange() || time.kind() == EventTime.Kind.ANY)) {
            throw Tokens.problem(first, "expected a single time: ranges and '*' are for outbound packets");
        }
        return new Event(first.line(), time, action);
    }

    private EventTime time() {
        if (tokens.accept('*')) {
            return new EventTime(EventTime.Kind.ANY, 0, 0);
        }
        boolean relative = tokens.accept('+');
        if (!relative && !tokens.peek().isNumber()) {
            throw tokens.problem("a time");
        }
        Token at = tokens.peek();
        long start = nanos();
        if (!tokens.accept('~')) {
            return new EventTime(relative ? EventTime.Kind.RELATIVE : EventTime.Kind.ABSOLUTE, start, start);
        }
        if (relative) {
            tokens.expect('+');
        }
        long end = nanos();
        if (end < start) {
            throw Tokens.problem(at, "expected a time range that does not end before it starts");
        }
        return new EventTime(relative ? EventTime.Kind.RELATIVE_RANGE : EventTime.Kind.ABSOLUTE_RANGE, start, end);
    }

    private long nanos() {
        Token t = tokens.peek();
        if (!t.isNumber()) {
            throw tokens.problem("a time in seconds");
        }
        BigDecimal seconds = new BigDecimal(t.text());
        if (seconds.signum() < 0 || seconds.compareTo(LONGEST_SECONDS) > 0) {
            throw tokens.problem("a time from 0 to " + LONGEST_SECONDS + " seconds");
        }
        tokens.take();
        return seconds.multiply(NANOS_A_SECOND).longValue();
    }
}
