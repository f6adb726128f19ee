package dev.wireproof.rig.report.coverage;

/** A table of the project is malformed; the message is one line that says which file, which line and what was expected. */
public final class TableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TableException(String table, int line, String complaint) {
        super(table + ":" + line + ": " + complaint);
    }
}
