package dev.wireproof.core.sock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.mib.Sysctls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocketOptionsTest {
    private final SocketSettings settings = new SocketSettings(new Sysctls(Profile.MODERN));
    private final SocketOptions user = new SocketOptions(settings, Credentials.user(1000));
    private final SocketOptions root = new SocketOptions(settings, Credentials.ROOT);

    @ParameterizedTest
    @CsvSource({
        "SO_RCVBUF, 1, OK, 2304",
        "SO_RCVBUF, 2048, OK, 4096",
        "SO_RCVBUF, 100000, OK, 200000",
        "SO_RCVBUF, 2000000000, OK, 8388608",
        "SO_RCVBUF, -1, OK, 8388608",
        "SO_SNDBUF, 1, OK, 4608",
        "SO_SNDBUF, 4096, OK, 8192",
        "SO_SNDBUF, 2000000000, OK, 8388608",
        "SO_REUSEADDR, 7, OK, 1",
        "SO_REUSEADDR, 0, OK, 0",
        "SO_RCVLOWAT, 0, OK, 1",
        "SO_RCVLOWAT, 20, OK, 20",
        "SO_RCVLOWAT, -1, OK, 2147483647",
        "SO_LINGER, -2, EINVAL, -1",
        "SO_LINGER, 0, OK, 0",
        "SO_PRIORITY, 6, OK, 6",
        "SO_PRIORITY, 7, EPERM, 0",
        "SO_MARK, 1, EPERM, 0",
        "SO_ERROR, 1, ENOPROTOOPT, 0",
        "SO_TYPE, 1, ENOPROTOOPT, 0",
        "IP_TTL, 0, EINVAL, -1",
        "IP_TTL, 256, EINVAL, -1",
        "IP_TTL, 255, OK, 255",
        "IP_MTU_DISCOVER, 5, OK, 5",
        "IP_MTU_DISCOVER, 6, EINVAL, 1",
        "IP_TOS, 256, EINVAL, 0",
    })
    void anUnprivilegedUserSetsAndReads(Option option, long value, Errno answer, long readBack) {
        assertEquals(answer, user.set(option, value));
        assertEquals(readBack, user.get(option));
    }

    @Test
    void privilegeAllowsAnyPriorityAndMark() {
        assertEquals(Errno.OK, root.set(Option.SO_PRIORITY, 15));
        assertEquals(Errno.OK, root.set(Option.SO_MARK, 0x42));
        assertEquals(0x42, root.get(Option.SO_MARK));
    }

    @ParameterizedTest
    @CsvSource({"0x00, 0", "0x04, 0", "0x08, 2", "0x10, 6", "0x18, 4", "0x1c, 4", "0xb8, 4"})
    void typeOfServiceChoosesThePriority(String tos, long priority) {
        user.set(Option.IP_TOS, Integer.decode(tos));
        assertEquals(priority, user.get(Option.SO_PRIORITY));
    }

    @Test
    void aConnectionInheritsButThenStandsAlone() {
        user.set(Option.SO_RCVBUF, 50_000);
        SocketOptions child = user.copy();
        assertEquals(100_000, child.receiveBuffer());
        assertTrue(child.isReceiveBufferLocked());
        assertFalse(child.isSendBufferLocked());
        child.set(Option.SO_KEEPALIVE, 1);
        assertFalse(user.isOn(Option.SO_KEEPALIVE));
    }
}
