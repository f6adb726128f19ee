/** Order and verdicts of hook functions. */
package dev.wireproof.core.hook;
