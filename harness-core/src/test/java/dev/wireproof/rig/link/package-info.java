/** Tests of cables, switches and faults at work, with two hosts that know no protocol. Read {@code TestLink} first. */
package dev.wireproof.rig.link;
