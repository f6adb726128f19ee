/**
 * Time, order and chance. One {@link dev.wireproof.core.sim.EventLoop} per run holds the clock and the ordered queue of
 * events; a {@link dev.wireproof.core.sim.Cpu} runs the interrupts and softirqs of a simulated host; a
 * {@link dev.wireproof.core.sim.Task} is application code that blocks naturally; {@link dev.wireproof.core.sim.Rng} is the
 * only source of chance.
 *
 * <p>Refuses wall clocks and free threads: exactly one thread runs at any moment. Read {@code EventLoop} first.
 */
package dev.wireproof.core.sim;
