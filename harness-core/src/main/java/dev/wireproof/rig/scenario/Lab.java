package dev.wireproof.rig.scenario;
public final class Lab {}
