/**
 * The built-in stack on a TAP device in real time: other programs of this machine talk to it like to any host.
 *
 * <p>{@link dev.wireproof.rig.live.host.LiveHost} puts it together: the machine's kernel on one end of a cable (with faults, if
 * wanted), a built-in {@link dev.wireproof.core.netns.Kernel} on the other. {@link dev.wireproof.rig.live.host.LiveLoop} is the
 * only place where real time becomes the time of the stack. Programs for the host are in {@code live.app}.
 *
 * <p>It refuses other threads: whatever comes from outside enters by the loop's inbox.
 */
package dev.wireproof.rig.live.host;
