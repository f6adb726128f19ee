package dev.wireproof.core.syscall;

/**
 * What an epoll call reports.
 *
 * @param events bits of {@link dev.wireproof.core.sock.Ready} that hold and were asked for
 * @param data the word given when the descriptor was added
 */
public record EpollEvent(int events, long data) {}
