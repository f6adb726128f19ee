/**
 * Second opinions. Each class here says what a host must do in one area, written from the RFC's text or from observed facts,
 * by table or by brute force, and smaller than what it judges.
 *
 * <p>The package uses nothing but {@code java.base}, not even the stack's sequence arithmetic: code that is shared with what it
 * checks would share its mistakes. It refuses speed: maps of single bytes and linear searches are welcome.
 *
 * <p>Read first: {@link dev.wireproof.rig.oracle.NewRenoOracle}, the smallest complete one.
 */
package dev.wireproof.rig.oracle;
