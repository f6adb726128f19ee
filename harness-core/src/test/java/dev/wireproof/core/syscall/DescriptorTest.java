package dev.wireproof.core.syscall;

import static dev.wireproof.core.syscall.Desk.fails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.Sock;
import dev.wireproof.core.sock.SocketType;
import dev.wireproof.rig.report.coverage.Proves;
import org.junit.jupiter.api.Test;

class DescriptorTest {
    private final Desk desk = new Desk();

    @Test
    void theLowestFreeNumberIsGivenOut() {
        assertEquals(3, desk.bell());
        assertEquals(4, desk.bell());
        assertEquals(5, desk.bell());
        desk.calls.close(4);
        assertEquals(4, desk.bell());
        assertEquals(6, desk.bell());
    }

    @Test
    @Proves("SOCK-1/emfile-soft")
    void beyondTheLimitOfTheProcessIsEmfile() {
        desk.table.limit(5);
        desk.bell();
        int last = desk.bell();
        fails(Errno.EMFILE, desk::bell);
        fails(Errno.EMFILE, () -> desk.calls.dup(last));
        fails(Errno.EMFILE, () -> desk.calls.accept(last));
        desk.calls.close(last);
        assertEquals(last, desk.bell());
        assertEquals(2, desk.limits.open());
    }

    @Test
    @Proves("SOCK-1/enfile")
    void beyondTheLimitOfTheHostIsEnfile() {
        desk.limits.fileMaximum.set(1);
        int only = desk.bell();
        fails(Errno.ENFILE, desk::bell);
        assertEquals(4, desk.calls.dup(only), "a second descriptor is no second file");
    }

    @Test
    @Proves("SOCK-1/close-last-reference")
    void aSocketClosesWithItsLastDescriptor() {
        int fd = desk.bell();
        Bell bell = desk.bell(fd);
        int second = desk.calls.dup(fd);
        desk.calls.close(fd);
        assertFalse(bell.closed);
        fails(Errno.EBADF, () -> desk.calls.recv(fd, 1));
        desk.calls.close(second);
        assertTrue(bell.closed);
        assertEquals(0, desk.limits.open());
    }

    @Test
    void descriptorsMadeByDupShareTheirFlags() {
        int fd = desk.bell();
        int second = desk.calls.dup(fd);
        desk.calls.nonBlocking(second, true);
        assertTrue(desk.calls.isNonBlocking(fd));
        fails(Errno.EAGAIN, () -> desk.calls.recv(fd, 1));
    }

    @Test
    void wrongNumbersAndKindsAreNamed() {
        int epoll = desk.calls.epoll().create();
        fails(Errno.EBADF, () -> desk.calls.listen(99, 1));
        fails(Errno.EBADF, () -> desk.calls.close(-1));
        fails(Errno.ENOTSOCK, () -> desk.calls.listen(epoll, 1));
        fails(Errno.EINVAL, () -> desk.calls.epoll().await(desk.bell(), 1));
        fails(Errno.EPROTONOSUPPORT, () -> desk.calls.socket(SocketType.DGRAM, 99));
        fails(Errno.ESOCKTNOSUPPORT, () -> desk.calls.socket(SocketType.STREAM));
        fails(Errno.ENOPROTOOPT, () -> desk.calls.setOption(desk.bell(), Option.TCP_NODELAY, 1));
    }

    @Test
    void acceptedSocketsBlockUnlessAskedOtherwise() {
        int listener = desk.bell();
        desk.calls.nonBlocking(listener, true);
        assertFalse(desk.calls.isNonBlocking(desk.calls.accept(listener)));
        assertTrue(desk.calls.isNonBlocking(desk.calls.accept4(listener, true)));
    }

    @Test
    void aReceiveTimeoutEndsTheWaitAtItsInstant() {
        int fd = desk.bell();
        desk.calls.setOption(fd, Option.SO_RCVTIMEO, 5_000_000);
        fails(Errno.EAGAIN, () -> desk.calls.recv(fd, 1));
        assertEquals(5_000_000, desk.loop.now());
        desk.ringIn(fd, 1_000_000);
        assertEquals(1, desk.calls.recv(fd, 1).length);
        assertEquals(6_000_000, desk.loop.now());
    }

    @Test
    @Proves("SOCK-2/nonblock")
    void dontWaitIsForOneCallOnly() {
        int fd = desk.bell();
        fails(Errno.EAGAIN, () -> desk.calls.recv(fd, new byte[1], 0, 1, Sock.MSG_DONTWAIT));
        desk.ringIn(fd, 7);
        desk.calls.recv(fd, 1);
        assertEquals(7, desk.loop.now());
    }

    @Test
    void theEndOfAProcessClosesAll() {
        Bell bell = desk.bell(desk.bell());
        desk.calls.epoll().create();
        desk.table.closeAll();
        assertTrue(bell.closed);
        assertEquals(0, desk.table.open());
        assertEquals(0, desk.limits.open());
    }
}
