/**
 * Scenarios of IPv4: fragments received in every order and with every contradiction, fragments sent, and what is wrong in a
 * header. Read {@link dev.wireproof.catalogue.ip.ReassemblyTables} first.
 */
package dev.wireproof.catalogue.ip;
