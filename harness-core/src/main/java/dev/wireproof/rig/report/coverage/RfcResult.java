package dev.wireproof.rig.report.coverage;

/** What the runs say about one requirement of an RFC. */
public enum RfcResult {
    /** A scenario that stands for it passed, none failed, and no deviation is known. */
    PASS("pass"),
    /** A scenario that stands for it failed and the ledger does not excuse it. */
    FAIL("fail"),
    /** The ledger has a row about it and nothing failed beyond that. */
    DEVIATION("deviation"),
    /** No scenario stands for it. */
    OPEN("open"),
    /** Nothing outside the implementation could show it, and no scenario stands for it. */
    NOT_TESTABLE("not-testable"),
    /** Scenarios stand for it, and all were skipped. */
    SKIPPED("skipped");

    private final String word;

    RfcResult(String word) {
        this.word = word;
    }

    /** The word used in tables and JSON. */
    public String word() {
        return word;
    }
}
