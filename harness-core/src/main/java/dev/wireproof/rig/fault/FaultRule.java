package dev.wireproof.rig.fault;

import java.util.ArrayList;
import java.util.List;

/**
 * One rule: an action on some of the frames that go one way and match, for a while. As text: {@code ACTION [a>b|b>a] [match
 * CONDITIONS] [SELECTOR] [once|times N] [from SPAN] [until SPAN]}, for instance {@code lose a>b match tcp+data on 2,5} or {@code
 * duplicate 1 after 10ms chance 2%}.
 */
public record FaultRule(FaultAction action, Scope scope, FrameMatch match, Selector selector, Window window) {
    private static final int BRIEF = 80;

    /** An action on every frame both ways. */
    public static FaultRule of(FaultAction action) {
        return new FaultRule(action, Scope.BOTH, FrameMatch.ANY, new Selector.Each(), Window.FOREVER);
    }

    /** Reads a rule; see {@link FaultPlan#parse}. */
    public static FaultRule parse(String text) {
        return new RuleReader(text).read();
    }

    public FaultRule on(Scope way) {
        return new FaultRule(action, way, match, selector, window);
    }

    public FaultRule when(FrameMatch frames) {
        return new FaultRule(action, scope, frames, selector, window);
    }

    public FaultRule only(Selector which) {
        return new FaultRule(action, scope, match, which, window);
    }

    public FaultRule during(Window time) {
        return new FaultRule(action, scope, match, selector, time);
    }

    public FaultRule once() {
        return during(new Window(1, window.fromNanos(), window.untilNanos()));
    }

    /** Rules that do less, for shrinking. */
    List<FaultRule> smaller() {
        List<FaultRule> less = new ArrayList<>();
        for (Selector s : selector.smaller()) {
            less.add(only(s));
        }
        for (FaultAction a : action.smaller()) {
            less.add(new FaultRule(a, scope, match, selector, window));
        }
        return less;
    }

    /** Names the rule's stream of chance: its text, without conditions that only the program knows. */
    String streamName() {
        return (match instanceof FrameConditions ? this : when(FrameMatch.ANY)).toString();
    }

    /** For captures: the text, cut when long. */
    String brief() {
        String text = toString();
        return text.length() <= BRIEF ? text : text.substring(0, BRIEF - 3) + "...";
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(action.toString());
        if (scope != Scope.BOTH) {
            text.append(' ').append(scope.word());
        }
        if (match != FrameMatch.ANY) {
            text.append(" match ").append(match);
        }
        String which = selector.toString();
        String time = window.toString();
        return text.append(which.isEmpty() ? "" : " " + which).append(time.isEmpty() ? "" : " " + time).toString();
    }
}
