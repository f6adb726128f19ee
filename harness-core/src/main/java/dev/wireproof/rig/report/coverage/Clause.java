package dev.wireproof.rig.report.coverage;

/**
 * One thing that the specification promises.
 *
 * @param id   {@code ROW/name}, such as {@code TCP-3/accept-queue-full}; never changes once published
 * @param row  the row of the specification that it belongs to, such as {@code TCP-3}
 * @param text what must be observed, one line
 */
public record Clause(String id, String row, String text) {
}
