/**
 * Loss recovery without SACK: the published comparison of Tahoe, Reno and NewReno with one, two and three losses in a window,
 * recovery as RFC 5681 and RFC 6582 print it, and Linux's own. Read {@link dev.wireproof.catalogue.newreno.DropStudy} first.
 */
package dev.wireproof.catalogue.newreno;
