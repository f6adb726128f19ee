package dev.wireproof.rig.scenario;

import dev.wireproof.core.mib.Profile;

/**
 * What a run is given: everything chance and choice depend on.
 *
 * @param seed of all streams of chance
 * @param profile kernel profile of built-in hosts
 */
public record RunSetup(long seed, Profile profile) {}
