/** Tests of the device layer. Read {@code TestHost} first: one host with devices and a handler that keeps what it receives. */
package dev.wireproof.core.dev;
