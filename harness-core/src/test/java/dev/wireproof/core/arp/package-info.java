/** ARP on a host with one link. */
package dev.wireproof.core.arp;
