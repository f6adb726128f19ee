package dev.wireproof.rig.report.coverage;

/**
 * One known difference between a profile and an outside authority.
 *
 * @param subject  what is not met: an RFC requirement id, a bug id ({@code B051}), {@code script:PATH} or {@code kernel:TOPIC}
 * @param profile  the profile that differs: {@code modern}, {@code classic}, {@code textbook} or {@code kernel}
 * @param ours     what that profile does
 * @param expected what the subject asks for
 * @param evidence Linux file and function, or kernel release and what it did
 * @param scenario id of the scenario that asserts {@code expected} and therefore fails on this profile; empty where none does
 * @param line     line in the ledger
 */
public record Deviation(String subject, String profile, String ours, String expected, String evidence, String scenario,
                        int line) {
    boolean concerns(ScenarioOutcome outcome) {
        return !scenario.isEmpty() && scenario.equals(outcome.id()) && profile.equals(outcome.profile());
    }
}
