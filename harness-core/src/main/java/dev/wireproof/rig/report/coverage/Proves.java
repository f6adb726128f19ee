package dev.wireproof.rig.report.coverage;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a test that proves clauses which cannot be seen on a wire or through a socket, such as {@code BUF-1/offsets}. */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Proves {
    /** Ids of the clauses. */
    String[] value();
}
