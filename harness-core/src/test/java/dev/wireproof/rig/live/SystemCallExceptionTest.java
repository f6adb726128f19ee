package dev.wireproof.rig.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SystemCallExceptionTest {
    @Test
    void messageNamesTheCallAndTheErrno() {
        SystemCallException refused = new SystemCallException("connect", 111);

        assertEquals("connect: ECONNREFUSED", refused.getMessage());
        assertEquals("ECONNREFUSED", refused.errno());
        assertEquals(111, refused.number());
    }

    @Test
    void anUnknownNumberIsShownAsANumber() {
        assertEquals("errno 133", new SystemCallException("x", 133).errno());
    }
}
