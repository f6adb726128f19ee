package dev.wireproof.rig.packetdrill.shell;

/**
 * How a command ended.
 *
 * @param status 0 is good
 * @param output its standard output
 * @param complaint one line for a status that is not good, else empty
 */
public record Outcome(int status, String output, String complaint) {
    static final Outcome GOOD = new Outcome(0, "", "");

    static Outcome printed(String output) {
        return new Outcome(0, output, "");
    }

    static Outcome bad(int status, String complaint) {
        return new Outcome(status, "", complaint);
    }
}
