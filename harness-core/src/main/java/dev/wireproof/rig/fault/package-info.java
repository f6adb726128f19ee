/**
 * Fault plans as values: which frames of a cable something happens to, and what. A plan prints as text, is read back from that
 * text, shrinks, and leaves a record of its decisions by frame ordinal that replays them without a seed.
 *
 * <p>Refuses to carry frames ({@code rig.link} does) and to draw chance from anywhere but its own {@code Rng} stream. Read {@link
 * dev.wireproof.rig.fault.FaultPlan} first.
 */
package dev.wireproof.rig.fault;
