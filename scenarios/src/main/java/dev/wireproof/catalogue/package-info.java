/**
 * The catalogue: every scenario and property that ships with Wireproof, as library code that JUnit, jqwik and the command line run alike.
 * It refuses to depend on a test framework's runner. Read one area's scenarios first.
 */
package dev.wireproof.catalogue;
