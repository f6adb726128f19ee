package dev.wireproof.catalogue.tcp.fastopen;

import static dev.wireproof.catalogue.tcp.Opening.PORT;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.SutSocket;
import dev.wireproof.rig.scenario.TcpSpec;

/** Openings of Fast Open. The cookies were worked out from the keys and addresses with another program than the one under test. */
final class FastOpenOpening {
    static final String FAST_OPEN = "net.ipv4.tcp_fastopen";
    static final String KEY = "net.ipv4.tcp_fastopen_key";
    /** A key of listeners. */
    static final String FIRST_KEY = "00000001-00000002-00000003-00000004";
    /** SipHash-2-4 of 10.0.0.2 and 10.0.0.1 with it. */
    static final String FIRST_COOKIE = "c1bbbe04307a53e1";
    /** The same for 10.0.0.3. */
    static final String COOKIE_OF_ANOTHER = "16bfa39aa9122d5d";
    /** Another key. */
    static final String SECOND_KEY = "00000005-00000006-00000007-00000008";
    /** SipHash-2-4 of 10.0.0.2 and 10.0.0.1 with it. */
    static final String SECOND_COOKIE = "17b35c2c77d3cff4";
    /** What the server that the peer plays has given. */
    static final String GIVEN = "abcd1234abcd1234";

    private FastOpenOpening() {}

    /** A listener that takes text on SYNs; its host has {@link #FIRST_KEY}. */
    static SutSocket listener(Ladder it, int children) {
        it.ports(PORT, 40_000);
        it.sut().sysctl(FAST_OPEN, "3");
        it.sut().sysctl(KEY, FIRST_KEY);
        return it.sut().socket(STREAM).option("TCP_FASTOPEN", children).bind(PORT).listen(5);
    }

    /** The peer's SYN with so many octets and the right cookie. */
    static TcpSpec goodSyn(int octets) {
        return syn(0).text(octets).mss(1000).fastOpen(FIRST_COOKIE);
    }

    /** The host asks the peer for a cookie, gets {@link #GIVEN} with an MSS of 1000, and closes again. */
    static void askForCookie(Ladder it) {
        SutSocket client = it.sut().socket(STREAM).nonBlocking(true);
        it.fails(Errno.EINPROGRESS, () -> client.connectAndSend(bytes(0), it.peer(), 80));
        it.out(now(), syn(0).fastOpen(""));
        it.in(after(ms(10)), synAck(0, 1).mss(1000).fastOpen(GIVEN));
        it.out(now(), ack(1, 1));
        client.close();
        it.out(now(), fin(1, 1));
        it.in(after(ms(10)), fin(1, 2));
        it.out(now(), ack(2, 2));
    }
}
