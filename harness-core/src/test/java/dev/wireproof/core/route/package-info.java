/** Tables, interface addresses and the routing of packets. */
package dev.wireproof.core.route;
