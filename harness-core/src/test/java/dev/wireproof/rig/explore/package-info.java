/** Tests of drawing, shrinking and exploring, with properties made up for them. */
package dev.wireproof.rig.explore;
