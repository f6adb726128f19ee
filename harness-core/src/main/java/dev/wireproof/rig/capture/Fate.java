package dev.wireproof.rig.capture;

/**
 * What became of a frame on its cable, as words at the start of its comment or after a semicolon. Writers use these words, readers
 * (ladder, monitors) look for them. Detail may follow a word: {@code dropped by Bernoulli 2 %}.
 */
public enum Fate {
    DROPPED("dropped"),
    DUPLICATED("duplicated"),
    CORRUPTED("corrupted"),
    REORDERED("reordered"),
    DELAYED("delayed"),
    /** A copy that the cable changed or made, recorded on the receiving interface. */
    COPY("copy");

    private final String word;

    Fate(String word) {
        this.word = word;
    }

    /** The word for comments. */
    public String word() {
        return word;
    }

    /** True when a comment says this. */
    public boolean isIn(String comment) {
        int at = comment.indexOf(word);
        while (at > 0 && !comment.startsWith("; ", at - 2)) {
            at = comment.indexOf(word, at + 1);
        }
        return at >= 0;
    }
}
