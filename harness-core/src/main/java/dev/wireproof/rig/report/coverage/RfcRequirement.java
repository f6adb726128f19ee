package dev.wireproof.rig.report.coverage;

/**
 * One requirement of an RFC.
 *
 * @param id          stable id, such as {@code 9293-3.10.7.2-c}
 * @param rfc         number of the RFC
 * @param section     section and step
 * @param level       {@code MUST}, {@code MUST NOT}, {@code SHOULD}, {@code SHOULD NOT} or {@code MAY}; the text states the
 *                    behaviour to observe in every case
 * @param area        part of the stack, such as {@code tcp.window}
 * @param requirement the behaviour to observe
 * @param testable    {@code wire}, {@code socket}, {@code both} or {@code not-testable}
 */
public record RfcRequirement(String id, String rfc, String section, String level, String area, String requirement,
                             String testable) {
    /** Whether anything outside the implementation could show the behaviour. */
    public boolean isTestable() {
        return !testable.equals("not-testable");
    }
}
