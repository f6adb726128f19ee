/**
 * Properties of the stack: for each area a generator of cases, an independent oracle from {@code rig.oracle} that says what must happen,
 * and the check that holds a host of the built-in stack against it. It refuses a test framework. Read {@link
 * dev.wireproof.catalogue.properties.FragmentSchedules} first.
 */
package dev.wireproof.catalogue.properties;
