/**
 * What the tests of both modules share: where the project lies on disk, and the hook that gives every property the project's seed and puts
 * its outcome into Allure. It refuses to know the stack or the harness. Read {@link dev.wireproof.support.PropertyHook} first.
 */
package dev.wireproof.support;
