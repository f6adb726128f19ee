/**
 * The stack: devices, neighbours, routes, IP, sockets, transports, in tiers that know only what lies below. It refuses to know the harness.
 * Read {@code base} and {@code sim} first.
 */
package dev.wireproof.core;
