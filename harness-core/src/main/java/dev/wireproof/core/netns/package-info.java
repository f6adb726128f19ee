/**
 * Where the tiers are put together: {@link dev.wireproof.core.netns.Kernel} is one simulated host, {@link
 * dev.wireproof.core.netns.NetNamespace} one network inside it, {@link dev.wireproof.core.netns.Process} a program that makes
 * calls.
 *
 * <p>A host is built in the words of {@code ip}:
 * <pre>{@code
 * Kernel kernel = new Kernel(loop, "client", Profile.MODERN, Rng.ofSeed(1));
 * NetNamespace net = kernel.namespace();
 * NicDevice nic = net.addNic("eth0", Mac.parse("02:00:00:00:00:01"), 1500);
 * net.addAddress("eth0", "10.0.0.1/24");
 * net.linkUp("lo");
 * net.linkUp("eth0");
 * net.addRoute(Route.to(Route.EVERYWHERE).via(Address.parse("10.0.0.254")));
 * SocketApi calls = net.process("curl").calls();
 * }</pre>
 * The harness plugs a cable into the NIC. At the end {@link dev.wireproof.core.netns.Kernel#shutDown} takes everything down and
 * {@link dev.wireproof.core.netns.Kernel#leaks} says what was forgotten.
 *
 * <p>Refuses protocol logic. Read {@code Kernel} first, then {@code NetNamespace}.
 */
package dev.wireproof.core.netns;
