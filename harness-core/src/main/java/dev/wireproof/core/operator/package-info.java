/**
 * What an operator reads, as Linux's tools print it: counters as in {@code /proc/net/snmp} and {@code /proc/net/netstat},
 * sockets as {@code ss} lists them, neighbours as {@code ip neigh} does.
 *
 * <p>Refuses behaviour: a view reads and changes nothing. Each class is one command or file.
 */
package dev.wireproof.core.operator;
