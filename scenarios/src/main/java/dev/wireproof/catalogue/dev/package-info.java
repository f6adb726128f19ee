/** Scenarios of devices: loopback and veth pairs as programs and counters see them. */
package dev.wireproof.catalogue.dev;
