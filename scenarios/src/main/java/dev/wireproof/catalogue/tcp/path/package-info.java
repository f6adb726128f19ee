/** What the path says about segments: its MTU, told by ICMP or found by probes, errors about segments, and the octets TOS and TTL. */
package dev.wireproof.catalogue.tcp.path;
