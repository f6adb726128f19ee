package dev.wireproof.rig.packetdrill.script;

/** Why a script does not pass: where, and what. The message has no place of the script in it; {@link #line} says that. */
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
    private final int line;

    private ScriptProblem(Kind kind, int line, String message) {
        super(message, null, false, false);
        this.kind = kind;
        this.line = line;
    }

    /** @param line 0 when the event that runs now is meant */
    public static ScriptProblem failed(int line, String message) {
        return new ScriptProblem(Kind.FAILED, line, message);
    }

    /** @param line 0 when the event that runs now is meant */
    public static ScriptProblem unsupported(int line, String what) {
        return new ScriptProblem(Kind.UNSUPPORTED, line, what);
    }

    /** What a script asks for at the event that runs now. */
    public static ScriptProblem unsupported(String what) {
        return unsupported(0, what);
    }

    /** The text cannot be read; the column stands in the message. */
    public static ScriptProblem syntax(int line, int column, String message) {
        return new ScriptProblem(Kind.FAILED, line, "column " + column + ": " + message);
    }

    /** The same problem, on this line where it has none of its own. */
    public ScriptProblem at(int onLine) {
        return new ScriptProblem(kind, line == 0 ? onLine : line, getMessage());
    }

    /** The same problem for whoever called that file: the place in it belongs to the message, and the line is the caller's to say. */
    public ScriptProblem inside(String file) {
        return new ScriptProblem(kind, 0, file + ":" + line + ": " + getMessage());
    }

    public Kind kind() {
        return kind;
    }

    /** From 1; 0 when it has no line. */
    public int line() {
        return line;
    }
}
