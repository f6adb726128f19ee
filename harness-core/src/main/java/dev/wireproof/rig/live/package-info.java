/**
 * The machine's own kernel, as far as the harness needs it: namespaces, TAP devices, sockets.
 *
 * <p>Everything here is real: real time, real threads, root. {@link dev.wireproof.rig.live.NativeSupport#obstacle}
 * says in one line why a machine cannot do it, so that callers skip by name. It refuses to touch the namespace the JVM
 * started in: interfaces, sockets and child processes are made on a {@link dev.wireproof.rig.live.NamespaceThread}.
 *
 * <p>Read first {@link dev.wireproof.rig.live.TapNamespace}. A cable to the kernel, from start to end:
 *
 * <pre>{@code
 * try (TapNamespace ns = TapNamespace.create(TapPlan.DEFAULT)) {          // kernel at 192.0.2.1/24, ours the rest
 *     ns.thread().sysctl("net.ipv4.tcp_congestion_control", "reno");      // sysctls before the sockets they concern
 *     KernelSocket socket = KernelSocket.tcp(ns.thread());
 *     socket.nonBlocking(true);
 *     socket.connect(Address.parse("192.0.2.2"), 80);                     // throws EINPROGRESS; the ARP request is out
 *     byte[] frame = new byte[TapDevice.MAX_FRAME_BYTES];
 *     while (ns.tap().await(timeoutNanos)) {                              // or tap.wake() from another thread
 *         int length = ns.tap().read(frame);                              // 0 = none
 *         ...
 *         ns.tap().write(answer, 0, answer.length);
 *     }
 * }
 * }</pre>
 *
 * <p>To wait for frames and sockets together, put {@link dev.wireproof.rig.live.TapDevice#fd} and
 * {@link dev.wireproof.rig.live.KernelSocket#fd} into one {@link dev.wireproof.rig.live.PollSet}. A failed system call is
 * an {@link dev.wireproof.core.base.ErrnoException}; a refusal of the machine is a
 * {@link dev.wireproof.rig.live.LiveSetupException} whose message is fit for a user.
 *
 * <p>On top: {@code live.target} is the kernel as the host under test of a ladder; {@code live.host} is the built-in stack on
 * a TAP in real time, {@code live.app} its programs.
 */
package dev.wireproof.rig.live;
