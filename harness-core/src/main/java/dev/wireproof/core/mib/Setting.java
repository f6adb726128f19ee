package dev.wireproof.core.mib;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One sysctl of one namespace: a number, or a row of numbers, with a range; or one or some of several words. The owner reads {@link #value()} on hot paths;
 * the text form is the operator's.
 */
public final class Setting {
    private final String name;
    private final long minimum;
    private final long maximum;
    private final long[] values;
    /** The words it takes, or null for numbers; its value is then the place of the word, or has a bit for each of several. */
    private final List<String> words;
    private final boolean several;
    private Runnable onChange = () -> {};
    private boolean readOnly;
    /** For text: gives the operator's form of what was typed, or throws; null for numbers and words. */
    private UnaryOperator<String> form;
    private String content;

    Setting(String name, long minimum, long maximum, long[] defaults) {
        this(name, minimum, maximum, defaults, null, false);
    }

    /** @param several any of the words, all at first; else one, the first at first */
    Setting(String name, List<String> words, boolean several) {
        this(name, 0, words.size() - 1, new long[] {several ? (1L << words.size()) - 1 : 0}, List.copyOf(words), several);
    }

    private Setting(String name, long minimum, long maximum, long[] defaults, List<String> words, boolean several) {
        this.name = name;
        this.minimum = minimum;
        this.maximum = maximum;
        this.values = defaults.clone();
        this.words = words;
        this.several = several;
    }

    /** A setting of any text that {@code form} accepts; form throws IllegalArgumentException with what was expected. */
    static Setting ofText(String name, String standard, UnaryOperator<String> form) {
        Setting s = new Setting(name, 0, 0, new long[] {0});
        s.form = form;
        s.content = standard;
        return s;
    }

    /** Full dotted name, such as {@code net.ipv4.tcp_retries2}. */
    public String name() {
        return name;
    }

    /** The number, or the first of a row. */
    public long value() {
        return values[0];
    }

    /** The number as an int. */
    public int intValue() {
        return (int) values[0];
    }

    public boolean isOn() {
        return values[0] != 0;
    }

    /** The i-th number of a row, such as the default in {@code tcp_rmem}. */
    public long value(int i) {
        return values[i];
    }

    /** Called after each change. */
    public void onChange(Runnable action) {
        onChange = action;
    }

    /** From now on it cannot be set. */
    public void readOnly() {
        readOnly = true;
    }

    /**
     * Sets it from text, numbers separated by blanks.
     *
     * @throws IllegalArgumentException one line: name, value, what was expected
     */
    public void set(String text) {
        if (readOnly) {
            throw new IllegalArgumentException("sysctl " + name + " = '" + text + "': it can only be read");
        }
        if (form != null) {
            setContent(text.trim());
            return;
        }
        if (words != null) {
            setWord(text.trim());
            return;
        }
        String[] numbers = text.trim().split("\\s+");
        long[] next = new long[values.length];
        boolean good = numbers.length == values.length;
        for (int i = 0; good && i < next.length; i++) {
            good = numbers[i].matches("-?[0-9]{1,18}");
            next[i] = good ? Long.parseLong(numbers[i]) : 0;
            good &= next[i] >= minimum && next[i] <= maximum;
        }
        if (!good) {
            throw new IllegalArgumentException("sysctl " + name + " = '" + text + "': expected "
                    + (values.length == 1 ? "a number" : values.length + " numbers") + " from " + minimum + " to " + maximum);
        }
        System.arraycopy(next, 0, values, 0, next.length);
        onChange.run();
    }

    private void setContent(String text) {
        try {
            content = form.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("sysctl " + name + " = '" + text + "': " + e.getMessage());
        }
        onChange.run();
    }

    private void setWord(String text) {
        long value = 0;
        for (String word : several ? text.split("\\s+") : new String[] {text}) {
            int place = words.indexOf(word);
            if (place < 0) {
                throw new IllegalArgumentException("sysctl " + name + " = '" + text + "': expected " + (several ? "some" : "one") + " of "
                        + String.join(", ", words));
            }
            value = several ? value | 1L << place : place;
        }
        values[0] = value;
        onChange.run();
    }

    /** True when the word is among the chosen ones of several. */
    public boolean has(String word) {
        int place = words.indexOf(word);
        return place >= 0 && (values[0] & 1L << place) != 0;
    }

    public void set(long value) {
        set(Long.toString(value));
    }

    /** The operator's form: numbers separated by tabs, as Linux prints rows. */
    public String text() {
        if (form != null) {
            return content;
        }
        if (words != null) {
            return several ? String.join(" ", words.stream().filter(this::has).toList()) : words.get((int) values[0]);
        }
        StringBuilder text = new StringBuilder();
        for (long v : values) {
            text.append(text.isEmpty() ? "" : "\t").append(v);
        }
        return text.toString();
    }
}
