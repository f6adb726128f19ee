/**
 * The harness around the stack: cables, faults, captures, monitors, scenarios, reports, the command line. Nothing of the stack knows it. Read
 * {@code scenario} first.
 */
package dev.wireproof.rig;
