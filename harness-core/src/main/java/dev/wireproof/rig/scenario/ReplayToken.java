package dev.wireproof.rig.scenario;

import dev.wireproof.core.mib.Profile;

/**
 * Names one run so that it can be repeated: {@code tcp/passive-open,modern,4711}. Needs no quoting in a shell.
 *
 * @param id scenario id
 */
public record ReplayToken(String id, String profile, long seed) {
    /** Stands for a profile when the host under test was the machine's kernel. */
    public static final String KERNEL = "kernel";

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException one line: what was read, what was expected
     */
    public static ReplayToken parse(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 3 || !parts[2].matches("-?[0-9]{1,19}")) {
            throw new IllegalArgumentException("replay token '" + text + "': expected ID,PROFILE,SEED as a failure prints it");
        }
        try {
            return new ReplayToken(parts[0], parts[1].equals(KERNEL) ? KERNEL : Profile.named(parts[1]).name(), Long.parseLong(parts[2]));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("replay token '" + text + "': the seed does not fit 64 bits");
        }
    }

    @Override
    public String toString() {
        return id + "," + profile + "," + seed;
    }
}
