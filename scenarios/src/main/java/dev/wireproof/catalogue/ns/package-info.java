/** Scenarios of network namespaces: worlds of their own inside one host, tied together by veth pairs. */
package dev.wireproof.catalogue.ns;
