package dev.wireproof.core.syscall;

import static dev.wireproof.core.syscall.Desk.fails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.Span;
import dev.wireproof.core.sim.Task;
import dev.wireproof.core.sock.Ready;
import dev.wireproof.rig.report.coverage.Proves;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpollTest {
    private final Desk desk = new Desk();
    private final Epolls epolls = desk.calls.epoll();
    private final int epoll = epolls.create();
    private final int fd = desk.bell();

    private List<Long> now(int most) {
        return epolls.await(epoll, most, Span.ZERO).stream().map(EpollEvent::data).toList();
    }

    @Test
    @Proves("SOCK-3/level")
    void levelReportsAsLongAsTheStateHolds() {
        epolls.add(epoll, fd, Ready.IN);
        assertEquals(List.of(), now(8));
        desk.ring(fd);
        assertEquals(List.of((long) fd), now(8));
        assertEquals(List.of((long) fd), now(8));
        desk.calls.recv(fd, 1);
        assertEquals(List.of(), now(8));
    }

    @Test
    @Proves({"SOCK-3/edge", "SOCK-3/callback"})
    void edgeReportsEachWakeUpOnceEvenWithOldDataUnread() {
        epolls.add(epoll, fd, Ready.IN | EpollFlags.EDGE);
        desk.ring(fd);
        assertEquals(1, now(8).size());
        assertEquals(0, now(8).size());
        desk.ring(fd);
        assertEquals(1, now(8).size());
        epolls.modify(epoll, fd, Ready.IN | EpollFlags.EDGE, 5);
        assertEquals(List.of(5L), now(8), "modifying arms it anew");
    }

    @Test
    @Proves("SOCK-3/one-shot")
    void oneShotIsSilentUntilItIsModified() {
        epolls.add(epoll, fd, Ready.IN | EpollFlags.ONESHOT);
        desk.ring(fd);
        assertEquals(1, now(8).size());
        desk.ring(fd);
        assertEquals(0, now(8).size());
        epolls.modify(epoll, fd, Ready.IN | EpollFlags.ONESHOT, 9);
        assertEquals(List.of(9L), now(8));
    }

    @Test
    void theEventHasAllBitsThatHoldNow() {
        epolls.add(epoll, fd, Ready.IN | Ready.OUT | EpollFlags.EDGE);
        desk.ring(fd);
        assertEquals(List.of(new EpollEvent(Ready.IN | Ready.OUT, fd)), epolls.await(epoll, 8, Span.ZERO));
    }

    @Test
    @Proves("SOCK-3/ready-list")
    void fewPlacesGoRoundAllThatAreReady() {
        List<Long> fds = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int bell = desk.bell();
            fds.add((long) bell);
            epolls.add(epoll, bell, Ready.IN);
            desk.ring(bell);
        }
        List<Long> seen = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            seen.addAll(now(1));
        }
        assertEquals(List.of(fds.get(0), fds.get(1), fds.get(2), fds.get(0), fds.get(1), fds.get(2)), seen);
    }

    @Test
    void aWaitEndsWithTheFirstEventOrAtItsTime() {
        epolls.add(epoll, fd, Ready.IN);
        desk.ringIn(fd, 300);
        assertEquals(1, epolls.await(epoll, 8).size());
        assertEquals(300, desk.loop.now());
        desk.calls.recv(fd, 1);
        assertEquals(0, epolls.await(epoll, 8, Span.us(1)).size());
        assertEquals(1300, desk.loop.now());
    }

    @Test
    @Proves("SOCK-2/epoll-lifo")
    void theLastWaiterIsWokenFirst() {
        epolls.add(epoll, fd, Ready.IN | EpollFlags.EDGE);
        List<String> woken = new ArrayList<>();
        List<Task> tasks = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            tasks.add(Task.start(desk.loop, name, () -> {
                epolls.await(epoll, 1);
                woken.add(name);
            }));
        }
        desk.loop.runInstant();
        for (int i = 0; i < 3; i++) {
            desk.ring(fd);
            desk.loop.runInstant();
        }
        assertEquals(List.of("c", "b", "a"), woken);
        tasks.forEach(Task::join);
    }

    @Test
    @Proves("SOCK-3/exclusive")
    void allEpollsWakeUnlessTheyWatchExclusively() {
        assertEquals(List.of(1, 1), wokenEpolls(0));
        assertEquals(List.of(1, 0), wokenEpolls(EpollFlags.EXCLUSIVE));
    }

    private List<Integer> wokenEpolls(int flag) {
        int bell = desk.bell();
        List<Integer> counts = new ArrayList<>();
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            int instance = epolls.create();
            epolls.add(instance, bell, Ready.IN | EpollFlags.EDGE | flag);
            tasks.add(Task.start(desk.loop, "watcher " + i, () -> counts.add(epolls.await(instance, 1, Span.ms(1)).size())));
        }
        desk.loop.runInstant();
        desk.ring(bell);
        desk.loop.runUntil(desk.loop.now() + 2_000_000);
        tasks.forEach(Task::join);
        return counts;
    }

    @Test
    @Proves("SOCK-3/closes")
    void aFileThatIsClosedIsNotWatchedAnyMoreButADuplicateKeepsIt() {
        int second = desk.calls.dup(fd);
        epolls.add(epoll, fd, Ready.IN);
        desk.ring(fd);
        desk.calls.close(fd);
        assertEquals(1, now(8).size());
        desk.calls.close(second);
        assertEquals(0, now(8).size());
        assertEquals(fd, desk.bell());
        epolls.add(epoll, fd, Ready.IN);
    }

    @Test
    void wrongUseIsNamed() {
        epolls.add(epoll, fd, Ready.IN);
        fails(Errno.EEXIST, () -> epolls.add(epoll, fd, Ready.IN));
        fails(Errno.EINVAL, () -> epolls.add(epoll, epoll, Ready.IN));
        fails(Errno.ENOENT, () -> epolls.modify(epoll, desk.bell(), Ready.IN, 0));
        fails(Errno.EINVAL, () -> epolls.modify(epoll, fd, Ready.IN | EpollFlags.EXCLUSIVE, 0));
        fails(Errno.EINVAL, () -> epolls.await(epoll, 0));
        epolls.delete(epoll, fd);
        fails(Errno.ENOENT, () -> epolls.delete(epoll, fd));
        assertTrue(desk.bell(fd).waiters.isEmpty());
    }

    @Test
    @Proves("SOCK-3/nested")
    void anEpollCanBeWatchedButNotInACircleNorTooDeep() {
        int outer = epolls.create();
        epolls.add(outer, epoll, Ready.IN);
        fails(Errno.ELOOP, () -> epolls.add(epoll, outer, Ready.IN));
        epolls.add(epoll, fd, Ready.IN);
        desk.ringIn(fd, 10);
        assertEquals(List.of(new EpollEvent(Ready.IN, epoll)), epolls.await(outer, 8));
        int top = outer;
        for (int i = 0; i < 3; i++) {
            int next = epolls.create();
            epolls.add(next, top, Ready.IN);
            top = next;
        }
        int five = top;
        int six = epolls.create();
        fails(Errno.ELOOP, () -> epolls.add(six, five, Ready.IN));
    }
}
