package dev.wireproof.rig.cli;

/** Colours, on a terminal only. */
final class Paint {
    private final boolean on;

    private Paint(boolean on) {
        this.on = on;
    }

    /** Colours when the launcher saw a terminal on standard output and NO_COLOR is not set. */
    static Paint forTerminal() {
        return new Paint(Boolean.getBoolean("wireproof.terminal") && System.getenv("NO_COLOR") == null);
    }

    String green(String text) {
        return paint("32", text);
    }

    String red(String text) {
        return paint("31", text);
    }

    String grey(String text) {
        return paint("90", text);
    }

    private String paint(String code, String text) {
        return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
