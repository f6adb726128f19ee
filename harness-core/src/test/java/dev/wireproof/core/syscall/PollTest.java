package dev.wireproof.core.syscall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.Span;
import dev.wireproof.core.sim.Event;
import dev.wireproof.core.sock.Ready;
import dev.wireproof.rig.report.coverage.Proves;
import java.util.List;
import org.junit.jupiter.api.Test;

class PollTest {
    private final Desk desk = new Desk();
    private final int one = desk.bell();
    private final int two = desk.bell();

    private int[] poll(Span timeout, PollEntry... entries) {
        int count = timeout == null ? desk.calls.poll(List.of(entries)) : desk.calls.poll(List.of(entries), timeout);
        int[] result = new int[entries.length + 1];
        result[0] = count;
        for (int i = 0; i < entries.length; i++) {
            result[i + 1] = entries[i].returned();
        }
        return result;
    }

    @Test
    void whatIsReadyAtOnceIsAnsweredAtOnce() {
        int[] r = poll(null, new PollEntry(one, Ready.IN | Ready.OUT), new PollEntry(two, Ready.IN));
        assertEquals(List.of(1, Ready.OUT, 0), List.of(r[0], r[1], r[2]));
    }

    @Test
    @Proves("SOCK-3/poll")
    void aBlockedCallEndsWithTheFirstThatGetsReady() {
        desk.ringIn(two, 500);
        int[] r = poll(null, new PollEntry(one, Ready.IN), new PollEntry(two, Ready.IN));
        assertEquals(List.of(1, 0, Ready.IN), List.of(r[0], r[1], r[2]));
        assertEquals(500, desk.loop.now());
        assertTrue(desk.bell(one).waiters.isEmpty(), "nobody is left waiting");
    }

    @Test
    @Proves("SOCK-3/select")
    void selectTellsTheSameBySets() {
        desk.ringIn(two, 500);
        SocketApi.Selected s = desk.calls.select(List.of(two, one), List.of(), List.of(one), null);
        assertEquals(500, desk.loop.now());
        assertEquals(List.of(List.of(two), List.of(), List.of()), List.of(s.read(), s.write(), s.urgent()));
        s = desk.calls.select(List.of(one, two), List.of(one, two), List.of(), null);
        assertEquals(List.of(List.of(two), List.of(one, two)), List.of(s.read(), s.write()));
        s = desk.calls.select(List.of(one), List.of(), List.of(), Span.ms(1));
        assertEquals(List.of(), s.read());
        Desk.fails(Errno.EBADF, () -> desk.calls.select(List.of(77), List.of(), List.of(), null));
    }

    @Test
    void aDescriptorClosedMeanwhileKeepsNoWaiter() {
        Bell closed = desk.bell(one);
        desk.loop.schedule(new Event(() -> desk.calls.close(one)), 200);
        int[] r = poll(null, new PollEntry(one, Ready.IN), new PollEntry(two, Ready.IN));
        assertEquals(List.of(1, Ready.NVAL, 0), List.of(r[0], r[1], r[2]));
        assertTrue(closed.waiters.isEmpty(), "nobody is left waiting");
    }

    @Test
    void theTimeoutEndsItAndZeroOnlyLooks() {
        assertEquals(0, poll(Span.ZERO, new PollEntry(one, Ready.IN))[0]);
        assertEquals(0, desk.loop.now());
        assertEquals(0, poll(Span.ms(2), new PollEntry(one, Ready.IN))[0]);
        assertEquals(2_000_000, desk.loop.now());
    }

    @Test
    void badNumbersAreAnsweredAndNegativeOnesIgnored() {
        int[] r = poll(null, new PollEntry(77, Ready.IN), new PollEntry(-1, Ready.IN));
        assertEquals(List.of(1, Ready.NVAL, 0), List.of(r[0], r[1], r[2]));
    }
}
