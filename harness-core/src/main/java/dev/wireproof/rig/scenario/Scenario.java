package dev.wireproof.rig.scenario;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a scenario: a public method with one parameter, a {@link Ladder} or a {@link Lab}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Scenario {
    /** Unique name {@code area/what-it-shows}; the golden is {@code pcaps/area/what-it-shows.pcapng}. */
    String id();

    /** Requirement rows that it covers when it passes, by the ids of {@code rfc-requirements.tsv}. */
    String[] rfc() default {};

    /** Profiles it runs in by default; the first is the one of its golden. */
    String profile() default "modern";

    /** What the host under test must offer beyond wire, sockets and clock; elsewhere the scenario is skipped by name. */
    Capability[] needs() default {};

    /** What outside the stack confirms the golden, such as {@code rfc:9293-3.5} or {@code kernel:6.18}; used when blessing. */
    String[] confirmedBy() default {};

    /** True when it puts malformed frames on the wire on purpose, so that tshark's errors on its golden belong there. */
    boolean malformed() default false;
}
