package dev.wireproof.rig.fault;

import dev.wireproof.core.skb.SkBuff;
import java.util.ArrayList;
import java.util.List;

/**
 * Conditions that all must hold, as text joined by {@code +}: {@code tcp+syn+dport=80}. Words: {@code arp ip icmp udp tcp
 * fragment}; TCP: {@code syn ack fin rst psh data}, each also as {@code !syn}; {@code sport= dport= port=}; {@code seq= ack=}
 * (absolute, unsigned); {@code len> len< len=} (octets of the frame).
 */
public record FrameConditions(List<String> words) implements FrameMatch {
    private static final List<String> PLAIN =
            List.of("arp", "ip", "icmp", "udp", "tcp", "fragment", "syn", "ack", "fin", "rst", "psh", "data");
    private static final String VALUED = "(sport|dport|port|seq|ack)=[0-9]{1,10}|len[<>=][0-9]{1,6}";

    public FrameConditions {
        words = List.copyOf(words);
    }

    /**
     * Reads conditions.
     *
     * @throws IllegalArgumentException one line: the word and what was expected
     */
    public static FrameConditions parse(String text) {
        List<String> words = new ArrayList<>();
        for (String w : text.split("\\+", -1)) {
            String bare = w.startsWith("!") ? w.substring(1) : w;
            if (!PLAIN.contains(bare) && !w.matches(VALUED)) {
                throw new IllegalArgumentException("condition '" + w + "': expected one of " + String.join(" ", PLAIN)
                        + " (or !word), sport= dport= port= seq= ack= or len> len< len= with a number");
            }
            words.add(w);
        }
        return new FrameConditions(words);
    }

    @Override
    public boolean matches(SkBuff frame) {
        FrameFacts facts = FrameFacts.of(frame);
        for (int i = 0; i < words.size(); i++) {
            if (!holds(words.get(i), facts)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(String word, FrameFacts facts) {
        if (word.charAt(0) == '!') {
            return !facts.is(word.substring(1));
        }
        int at = word.length() - 1;
        while (at > 0 && Character.isDigit(word.charAt(at))) {
            at--;
        }
        if (at == word.length() - 1) {
            return facts.is(word);
        }
        long wanted = Long.parseLong(word.substring(at + 1));
        String name = word.substring(0, at);
        return switch (word.charAt(at)) {
            case '<' -> facts.length() < wanted;
            case '>' -> facts.length() > wanted;
            default -> facts.has(name, wanted);
        };
    }

    @Override
    public String toString() {
        return String.join("+", words);
    }
}
