/**
 * Where packets go: interface addresses and the routes they make, the forwarding tables with longest-prefix match, and the
 * routing of arriving and departing packets to a {@link dev.wireproof.core.route.Dst} that is cached until a table changes.
 *
 * <p>Refuses packets: it is asked with addresses and answers with values. Read {@link dev.wireproof.core.route.Fib} first,
 * then {@code InputRouter} and {@code OutputRouter}.
 */
package dev.wireproof.core.route;
