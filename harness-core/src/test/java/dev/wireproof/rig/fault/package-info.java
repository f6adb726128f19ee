/** Tests of fault plans as values: text, conditions, shrinking, choice of frames. */
package dev.wireproof.rig.fault;
