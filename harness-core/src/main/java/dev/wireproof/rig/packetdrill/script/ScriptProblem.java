package dev.wireproof.rig.packetdrill.script;

/** Why a script does not pass: where, and what. The message has no place in it; {@link #line} and {@link #file} say that. */
public final class ScriptProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What a problem means for the result. */
    public enum Kind {
        /** The text is no packetdrill script, or the host did something else. */
        FAILED,
        /** The script asks for what the runner or the stack does not know. */
        UNSUPPORTED
    }

    private final Kind kind;
    private final String file;
    private final int line;

    private ScriptProblem(Kind kind, String file, int line, String message) {
        super(message, null, false, false);
        this.kind = kind;
        this.file = file;
        this.line = line;
    }

    /** @param line 0 when the event that runs now is meant */
    public static ScriptProblem failed(int line, String message) {
        return new ScriptProblem(Kind.FAILED, null, line, message);
    }

    /** @param line 0 when the event that runs now is meant */
    public static ScriptProblem unsupported(int line, String what) {
        return new ScriptProblem(Kind.UNSUPPORTED, null, line, what);
    }

    /** What a script asks for at the event that runs now. */
    public static ScriptProblem unsupported(String what) {
        return unsupported(0, what);
    }

    /** The text cannot be read; the column stands in the message. */
    public static ScriptProblem syntax(int line, int column, String message) {
        return new ScriptProblem(Kind.FAILED, null, line, "column " + column + ": " + message);
    }

    /** The same problem, placed in a file, and on a line where it has none of its own. */
    public ScriptProblem at(String inFile, int onLine) {
        return new ScriptProblem(kind, file == null ? inFile : file, line == 0 ? onLine : line, getMessage());
    }

    public Kind kind() {
        return kind;
    }

    /** The file it was found in, or null for the script itself. */
    public String file() {
        return file;
    }

    /** From 1; 0 when it has no line. */
    public int line() {
        return line;
    }
}
