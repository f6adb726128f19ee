package dev.wireproof.catalogue.properties;

import dev.wireproof.core.sim.Rng;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Some segments leave together and are acknowledged one after another, each acknowledgement so many microseconds after the one before:
 * {@code acks after 10000 300000}. Immutable.
 */
record AnswerStep(List<Integer> micros) {
    private static final String WORDS = "acks after ";
    private static final int MOST = 3;

    static AnswerStep draw(Rng chance) {
        List<Integer> micros = new ArrayList<>();
        for (int i = 1 + chance.below(MOST); i > 0; i--) {
            micros.add(1 + switch (chance.below(6)) {
                case 0 -> chance.below(1_000);
                case 1, 2 -> chance.below(150_000);
                case 3, 4 -> chance.below(900_000);
                default -> chance.below(20_000_000);
            });
        }
        return new AnswerStep(List.copyOf(micros));
    }

    static AnswerStep read(String text) {
        if (!text.matches(WORDS + "[0-9]{1,8}( [0-9]{1,8}){0," + (MOST - 1) + "}")) {
            throw new IllegalArgumentException("step '" + text + "': expected '" + WORDS + "' and one to " + MOST + " numbers of microseconds");
        }
        return new AnswerStep(Arrays.stream(text.substring(WORDS.length()).split(" ")).map(Integer::valueOf).toList());
    }

    List<AnswerStep> simpler() {
        List<AnswerStep> all = new ArrayList<>();
        for (int i = 0; i < micros.size(); i++) {
            if (micros.size() > 1) {
                List<Integer> fewer = new ArrayList<>(micros);
                fewer.remove(i);
                all.add(new AnswerStep(List.copyOf(fewer)));
            }
            for (int step = micros.get(i) - 1; step > 0; step /= 2) {
                List<Integer> sooner = new ArrayList<>(micros);
                sooner.set(i, micros.get(i) - step);
                all.add(new AnswerStep(List.copyOf(sooner)));
            }
        }
        return all;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(WORDS.trim());
        micros.forEach(m -> text.append(' ').append(m));
        return text.toString();
    }
}
