/**
 * What an operator sets and reads: counters under Linux's names, typed sysctls, and the kernel profile that supplies their
 * defaults.
 *
 * <p>Refuses behaviour: nothing here acts. Read {@link dev.wireproof.core.mib.Counter} first.
 */
package dev.wireproof.core.mib;
