package dev.wireproof.rig.fault;

import java.util.ArrayList;
import java.util.List;

/** Reads one rule from its words. */
final class RuleReader {
    private final String text;
    private final String[] words;
    private int at;

    RuleReader(String text) {
        this.text = text.trim();
        this.words = this.text.split("\\s+");
    }

    FaultRule read() {
        FaultRule rule = FaultRule.of(action());
        int times = Integer.MAX_VALUE;
        long from = 0;
        long until = Long.MAX_VALUE;
        while (at < words.length) {
            String word = words[at++];
            switch (word) {
                case "both" -> rule = rule.on(Scope.BOTH);
                case "a>b" -> rule = rule.on(Scope.FORWARD);
                case "b>a" -> rule = rule.on(Scope.BACKWARD);
                case "match" -> rule = rule.when(conditions(next("conditions")));
                case "once" -> times = 1;
                case "times" -> times = number(1, Integer.MAX_VALUE);
                case "from" -> from = span();
                case "until" -> until = span();
                default -> rule = rule.only(selector(word));
            }
        }
        return rule.during(new Window(times, from, until));
    }

    private FaultAction action() {
        String word = next("an action");
        return switch (word) {
            case "lose" -> new FaultAction.Lose();
            case "mtu" -> new FaultAction.LimitSize(number(0, 65_536));
            case "duplicate" -> new FaultAction.Duplicate(number(1, 1_000), optionalSpan("after", 0));
            case "hold" -> new FaultAction.Hold(number(1, 1_000_000), optionalSpan("atmost", FaultAction.Hold.AT_MOST_NANOS));
            case "delay" -> new FaultAction.Delay(span());
            case "jitter" -> new FaultAction.Jitter(span());
            case "flip" -> flip();
            case "set" -> overwrite(next("OFFSET=OCTET"));
            case "truncate" -> new FaultAction.Truncate(number(0, 65_550));
            case "checksum" -> new FaultAction.BreakChecksum();
            case "mark" -> new FaultAction.MarkCe();
            case "strip" -> new FaultAction.StripOption(number(2, 255));
            default -> throw wrong(word, "lose, mtu, duplicate, hold, delay, jitter, flip, set, truncate, checksum, mark or strip");
        };
    }

    private FaultAction flip() {
        if (at < words.length && words[at].equals("any")) {
            at++;
            return new FaultAction.FlipAny();
        }
        return new FaultAction.Flip(number(0, 8 * 65_550));
    }

    private FaultAction overwrite(String word) {
        String[] parts = word.split("=", -1);
        if (parts.length != 2 || !parts[0].matches("[0-9]{1,5}") || !parts[1].matches("[0-9]{1,3}") || Integer.parseInt(parts[1]) > 255) {
            throw wrong(word, "OFFSET=OCTET with an octet from 0 to 255");
        }
        return new FaultAction.Overwrite(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    private Selector selector(String word) {
        return switch (word) {
            case "each" -> new Selector.Each();
            case "on" -> ordinals(next("numbers"));
            case "every" -> new Selector.Every(number(1, Integer.MAX_VALUE));
            case "chance" -> new Selector.Chance(chance());
            case "burst" -> new Selector.Burst(chance(), number(1, 1_000_000));
            case "gilbert" -> new Selector.GilbertElliott(chance(), chance(), chance(), chance());
            default -> throw wrong(word, "a>b, b>a, match, on, every, chance, burst, gilbert, once, times, from or until");
        };
    }

    private Selector ordinals(String word) {
        List<Long> numbers = new ArrayList<>();
        for (String n : word.split(",", -1)) {
            if (!n.matches("[1-9][0-9]{0,17}")) {
                throw wrong(word, "numbers from 1 separated by commas");
            }
            numbers.add(Long.parseLong(n));
        }
        return new Selector.On(numbers);
    }

    private FrameMatch conditions(String word) {
        try {
            return FrameConditions.parse(word);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("fault '" + text + "': " + e.getMessage(), e);
        }
    }

    private String next(String expected) {
        if (at == words.length || words[at].isEmpty()) {
            throw new IllegalArgumentException("fault '" + text + "': ends where " + expected + " is expected");
        }
        return words[at++];
    }

    private int number(int least, int most) {
        String word = next("a number");
        if (!word.matches("[0-9]{1,10}") || Long.parseLong(word) < least || Long.parseLong(word) > most) {
            throw wrong(word, "a number from " + least + " to " + most);
        }
        return (int) Long.parseLong(word);
    }

    private int chance() {
        String word = next("a percentage");
        int millionths = Millionths.parse(word);
        if (millionths < 0) {
            throw wrong(word, "a percentage such as 2.5%");
        }
        return millionths;
    }

    private long span() {
        String word = next("a span of time");
        long nanos = SpanText.parse(word);
        if (nanos < 0) {
            throw wrong(word, "a span such as 1.5ms, in s, ms, us or ns");
        }
        return nanos;
    }

    private long optionalSpan(String keyword, long otherwise) {
        if (at < words.length && words[at].equals(keyword)) {
            at++;
            return span();
        }
        return otherwise;
    }

    private IllegalArgumentException wrong(String word, String expected) {
        return new IllegalArgumentException("fault '" + text + "': '" + word + "': expected " + expected);
    }
}
