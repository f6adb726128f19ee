package dev.wireproof.catalogue.newreno;

import dev.wireproof.rig.scenario.Lab;
import dev.wireproof.rig.scenario.Proof;
import dev.wireproof.rig.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;

/** The published comparison: one, two and three losses in a window for Tahoe, Reno, NewReno and SACK, event by event. */
public final class PublishedDrops {
    private static final String[] TAHOE_1 = {"13 -> 27 28", "13 x2", "13 -> r14", "13 x11", "28 -> 29 30"};
    private static final String[] FAST_1 = {
        "13 -> 27 28", "13 x2", "13 -> r14", "13 x5", "13 -> 29", "13 -> 30", "13 -> 31", "13 -> 32", "13 -> 33", "13 -> 34", "28 -> 35"
    };
    private static final String[] TAHOE_2 = {"13 -> 27 28", "13 x2", "13 -> r14", "13 x10", "27 -> r28 29", "28 -> 30 31"};
    private static final String[] RENO_2 = {
        "13 -> 27 28", "13 x2", "13 -> r14", "13 x5", "13 -> 29", "13 -> 30", "13 -> 31", "13 -> 32", "13 -> 33", "27 -> 34", "27 x2",
        "27 -> r28", "27", "27 -> 35", "27 -> 36", "34 -> 37"
    };
    private static final String[] NEWRENO_2 = {
        "13 -> 27 28", "13 x2", "13 -> r14", "13 x5", "13 -> 29", "13 -> 30", "13 -> 31", "13 -> 32", "13 -> 33", "27 -> r28 34",
        "27 -> 35", "27 -> 36", "27 -> 37", "27 -> 38", "27 -> 39", "33 -> 40"
    };
    private static final String[] TAHOE_3 = {
        "13 -> 27 28", "13 x2", "13 -> r14", "13 x9", "25 -> r26 r27", "27 -> r28 29 30", "27", "28 -> 31 32"
    };
    private static final String[] RENO_3 = {
        "13 -> 27 28", "13 x2", "13 -> r14", "13 x5", "13 -> 29", "13 -> 30", "13 -> 31", "13 -> 32", "25 x3", "25 -> r26", "25", "27",
        "RTO -> r28", "32 -> 33 34"
    };
    private static final String[] NEWRENO_3 = {
        "13 -> 27 28", "13 x2", "13 -> r14", "13 x5", "13 -> 29", "13 -> 30", "13 -> 31", "13 -> 32", "25 -> r26 33", "25 -> 34",
        "25 -> 35", "25 -> 36", "25 -> 37", "27 -> r28 38", "27 -> 39", "27 -> 40", "27 -> 41", "27 -> 42", "27 -> 43", "37 -> 44"
    };

    private static final String[] SACK_2 = {
        "13 -> 27 28", "13 x2", "13 -> r14", "13 x5", "13 -> 29", "13 -> 30", "13 -> 31", "13 -> 32", "13 -> 33", "27 -> 34 35",
        "27 -> r28", "27 -> 36", "27 -> 37", "27 -> 38", "27 -> 39", "27 -> 40", "27 -> 41", "35 -> 42"
    };
    private static final String[] SACK_3 = {
        "13 -> 27 28", "13 x2", "13 -> r14", "13 x5", "13 -> 29", "13 -> 30", "13 -> 31", "13 -> r26", "25 -> 32 33", "25 -> r28",
        "25 -> 34", "25 -> 35", "27 -> 36 37", "27 -> 38", "27 -> 39", "33 -> 40"
    };

    private static Proof holds(Lab lab, String control, List<Integer> again, String[] expected, int... lost) {
        DropStudy study = new DropStudy(lab, control, lost).run();
        List<String> events = study.events();
        List<String> begin = new ArrayList<>(events.subList(0, Math.min(expected.length, events.size())));
        lab.equal("retransmitted", again, study.retransmitted());
        return lab.equal("ACK -> what is sent", List.of(expected), begin);
    }

    @Scenario(id = "newreno/tahoe-one-drop", profile = "textbook", rfc = "5681-3.2-d", confirmedBy = "example:a-14-tahoe")
    public void tahoeWithOneLossSlowStarts(Lab lab) {
        holds(lab, "tahoe", List.of(14), TAHOE_1, 14).proves("TCP-11/tahoe", "TCP-11/slow-start");
    }

    @Scenario(id = "newreno/reno-one-drop", profile = "textbook", rfc = {"5681-3.2-d", "5681-3.2-e", "5681-3.2-f"},
            confirmedBy = "example:a-14-reno")
    public void renoWithOneLossInflatesAndDeflates(Lab lab) {
        holds(lab, "reno", List.of(14), FAST_1, 14).proves("TCP-11/reno", "TCP-11/pluggable");
    }

    @Scenario(id = "newreno/one-drop", profile = "textbook", rfc = {"6582-3.2-2a", "6582-3.2-3a"}, confirmedBy = "example:a-14-newreno")
    public void newRenoWithOneLossDoesAsReno(Lab lab) {
        holds(lab, "newreno", List.of(14), FAST_1, 14).proves("TCP-11/newreno");
    }

    @Scenario(id = "newreno/tahoe-two-drops", profile = "textbook", rfc = "5681-3.1-f", confirmedBy = "example:a-14-28-tahoe")
    public void tahoeWithTwoLossesFindsTheSecondInSlowStart(Lab lab) {
        holds(lab, "tahoe", List.of(14, 28), TAHOE_2, 14, 28).proves("TCP-11/tahoe", "TCP-11/same-drop-plans");
    }

    @Scenario(id = "newreno/reno-two-drops", profile = "textbook", rfc = "5681-4.3-b", confirmedBy = "example:a-14-28-reno")
    public void renoWithTwoLossesHalvesTwice(Lab lab) {
        holds(lab, "reno", List.of(14, 28), RENO_2, 14, 28).proves("TCP-11/reno", "TCP-11/same-drop-plans");
    }

    @Scenario(id = "newreno/two-drops", profile = "textbook", rfc = {"6582-3.2-3b", "6582-3.2-3c"}, confirmedBy = "example:a-14-28-newreno")
    public void newRenoWithTwoLossesRepairsTheSecondOnThePartialAck(Lab lab) {
        holds(lab, "newreno", List.of(14, 28), NEWRENO_2, 14, 28).proves("TCP-11/newreno", "TCP-11/same-drop-plans");
    }

    @Scenario(id = "newreno/tahoe-three-drops", profile = "textbook", rfc = "5681-3.1-m", confirmedBy = "example:a-14-26-28-tahoe")
    public void tahoeWithThreeLossesRepeatsOneSegmentNeedlessly(Lab lab) {
        holds(lab, "tahoe", List.of(14, 26, 27, 28), TAHOE_3, 14, 26, 28).proves("TCP-11/tahoe", "TCP-11/same-drop-plans");
    }

    @Scenario(id = "newreno/reno-three-drops", profile = "textbook", rfc = {"6298-5.4", "5681-3.1-m"}, confirmedBy = "example:a-14-26-28-reno")
    public void renoWithThreeLossesNeedsATimeout(Lab lab) {
        holds(lab, "reno", List.of(14, 26, 28), RENO_3, 14, 26, 28).proves("TCP-11/rto-response", "TCP-11/same-drop-plans");
    }

    @Scenario(id = "newreno/three-drops", profile = "textbook", rfc = {"6582-3.2-3b", "6582-3.2-3c", "6582-3.2-3a"},
            confirmedBy = "example:a-14-26-28-newreno")
    public void newRenoWithThreeLossesRepairsOneARoundTrip(Lab lab) {
        holds(lab, "newreno", List.of(14, 26, 28), NEWRENO_3, 14, 26, 28).proves("TCP-11/newreno", "TCP-11/same-drop-plans");
    }

    @Scenario(id = "newreno/sack-one-drop", profile = "textbook", rfc = {"2018-5.1-a", "5681-4.3-a"}, confirmedBy = "example:a-14-sack")
    public void sackWithOneLossDoesAsReno(Lab lab) {
        holds(lab, "sack1996", List.of(14), FAST_1, 14).proves("TCP-12/sack-scoreboard");
    }

    @Scenario(id = "newreno/sack-two-drops", profile = "textbook", rfc = {"2018-5-a", "5681-4.3-a"}, confirmedBy = "example:a-14-28-sack")
    public void sackWithTwoLossesRepairsTheSecondWhenASackShowsIt(Lab lab) {
        holds(lab, "sack1996", List.of(14, 28), SACK_2, 14, 28).proves("TCP-12/sack-scoreboard", "TCP-11/same-drop-plans");
    }

    @Scenario(id = "newreno/sack-three-drops", profile = "textbook", rfc = {"2018-5-a", "5681-4.3-a"}, confirmedBy = "example:a-14-26-28-sack")
    public void sackWithThreeLossesRepairsTwoInOneRoundTrip(Lab lab) {
        holds(lab, "sack1996", List.of(14, 26, 28), SACK_3, 14, 26, 28).proves("TCP-12/sack-scoreboard", "TCP-11/same-drop-plans");
    }

    @Scenario(id = "newreno/rfc6675-one-drop", profile = "textbook", rfc = {"6675-4-c", "6675-4-e", "6675-5-e"}, confirmedBy = "example:a-14-sack")
    public void rfc6675WithOneLossDoesAsItsForerunner(Lab lab) {
        holds(lab, "sack", List.of(14), FAST_1, 14).proves("TCP-12/rfc6675-next-seg");
    }
}
