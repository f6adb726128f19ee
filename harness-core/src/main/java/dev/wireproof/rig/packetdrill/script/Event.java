package dev.wireproof.rig.packetdrill.script;

/** Something that happens, or must happen, at a time. */
public record Event(int line, EventTime time, Action action) {}
