/** Loss recovery with SACK: RFC 6675 as printed. Read {@link dev.wireproof.catalogue.sack.Rfc6675Order} first. */
package dev.wireproof.catalogue.sack;
