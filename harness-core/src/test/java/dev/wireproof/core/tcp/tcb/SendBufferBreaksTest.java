package dev.wireproof.core.tcp.tcb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.wire.TcpView;
import org.junit.jupiter.api.Test;

/** Where segments may not go across; numbers pass the wrap. */
class SendBufferBreaksTest {
    private static final int START = -100;

    private final SendBuffer buffer = new SendBuffer();

    SendBufferBreaksTest() {
        buffer.start(START);
    }

    private void write(int octets) {
        buffer.append(new byte[octets], 0, octets);
        buffer.push(buffer.end());
    }

    @Test
    void octetsUpToABreakGoTogetherAndEndARecord() {
        write(150);
        buffer.breakHere();
        write(50);
        assertEquals(150, buffer.unsentTogether());
        SentSegment s = buffer.cut(new SentSegment(), 100, true);
        assertFalse(s.endsRecord());
        assertEquals(0, s.flags() & TcpView.PSH);
        s = buffer.cut(new SentSegment(), 50, true);
        assertTrue(s.endsRecord());
        assertEquals(TcpView.PSH, s.flags() & TcpView.PSH);
        assertEquals(50, buffer.unsentTogether());
    }

    @Test
    void aSegmentThatDidNotLeaveTakesItsBreakBack() {
        write(10);
        buffer.breakHere();
        write(10);
        SentSegment s = buffer.cut(new SentSegment(), 10, true);
        assertEquals(10, buffer.unsentTogether());
        buffer.restore(s);
        assertEquals(10, buffer.unsentTogether());
        assertTrue(buffer.cut(new SentSegment(), 10, true).endsRecord());
    }

    @Test
    void whatFollowsABreakBeginsAnotherBuffer() {
        write(250);
        assertEquals(3, buffer.unsentBuffers(100));
        buffer.breakHere();
        assertEquals(0, buffer.tail());
        write(10);
        assertEquals(10, buffer.tail());
        assertEquals(4, buffer.unsentBuffers(100));
        buffer.breakHere();
        buffer.breakHere();
        assertEquals(4, buffer.unsentBuffers(100));
    }

    @Test
    void aBreakBehindWhatIsSentIsNone() {
        write(10);
        SentSegment s = buffer.cut(new SentSegment(), 10, true);
        buffer.breakHere();
        write(10);
        assertFalse(s.endsRecord());
        assertEquals(10, buffer.unsentTogether());
    }
}
