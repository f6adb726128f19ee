/**
 * Scenarios of ARP and neighbour unreachability detection: resolution, the states and their timers, and what unasked-for ARP
 * may change. The peer's ARP is scripted throughout. Read {@link dev.wireproof.catalogue.arp.Resolution} first.
 */
package dev.wireproof.catalogue.arp;
