/**
 * Tests about the project itself: which package may use which, what the code may not call, how large and how tidy its sources are, and
 * that the same seed gives the same bytes. Each rule has a canary, a bad example that it must report: a rule that reports nothing proves
 * nothing. Read {@link dev.wireproof.meta.Tiers} first.
 */
package dev.wireproof.meta;
