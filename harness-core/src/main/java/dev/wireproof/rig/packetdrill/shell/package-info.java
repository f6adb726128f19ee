/**
 * The shell commands that scripts carry, read for what they mean to the host and never handed to a shell: settings, routes, queueing
 * disciplines, offloads, counters, a few files. A command nobody here knows is unsupported. Read
 * {@link dev.wireproof.rig.packetdrill.shell.Shell} first.
 */
package dev.wireproof.rig.packetdrill.shell;
