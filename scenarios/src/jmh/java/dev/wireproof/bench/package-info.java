/**
 * Micro-benchmarks of what lies on a frame's way: time and bytes allocated an operation. They measure, they judge nothing; the figure goes
 * into the message of the commit that it led to. {@code mvn verify -Pjmh} runs them.
 */
package dev.wireproof.bench;
