/** Many runs side by side: scenarios in parallel, long property exploration. Each simulation stays on one thread at a time. */
package dev.wireproof.rig.explore;
