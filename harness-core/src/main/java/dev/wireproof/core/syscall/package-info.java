/**
 * What a process calls: {@link dev.wireproof.core.syscall.SocketApi} with sockets, descriptors, poll, select and epoll,
 * and {@code Splices} with pipes, splice and sendfile. A call returns its values or throws {@link
 * dev.wireproof.core.base.ErrnoException} with the errno that Linux would give.
 *
 * <p>Refuses protocol logic: it finds the socket behind a number, decides whether the call may wait, and passes it on. Read
 * {@code SocketApi} first, then {@code DescriptorTable}.
 */
package dev.wireproof.core.syscall;
