package dev.wireproof.core.sock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.sim.Rng;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundSocketsTest {
    private static final Address HERE = Address.parse("10.0.0.1");
    private static final Address PEER = Address.parse("10.0.0.2");

    private final PortSpace ports = new PortSpace(new PortSettings(new Sysctls(Profile.MODERN)), BindRule.UDP, Rng.ofSeed(1));
    private final FlowHash hash = new FlowHash(Rng.ofSeed(2));
    private final BoundSockets table = new BoundSockets(hash);
    private final List<Holder> sockets = new ArrayList<>();

    private Holder socket(String address, String words) {
        Holder h = Holder.of(ports, Credentials.ROOT, address, words).at(53);
        table.add(h);
        sockets.add(h);
        return h;
    }

    private InetSock find(Address peer, int peerPort, int ifindex) {
        return table.find(HERE.high(), HERE.low(), 53, peer.high(), peer.low(), peerPort, ifindex);
    }

    @ParameterizedTest
    @CsvSource({
        // sockets in the order in which they bind; A is the first one. The packet is 10.0.0.2:9 -> 10.0.0.1:53 on device 1.
        "0.0.0.0 | 10.0.0.1, B",
        "10.0.0.1 | 0.0.0.0, A",
        "10.0.0.1 | 10.0.0.1, B",
        "0.0.0.0 | 0.0.0.0, B",
        "0.0.0.0 dev1 | 0.0.0.0, A",
        "0.0.0.0 dev2 | 0.0.0.0, B",
        "0.0.0.0 dev1 | 10.0.0.1, B",
        "10.0.0.1 peer | 10.0.0.1, A",
        "10.0.0.1 other | 10.0.0.1, B",
        "10.0.0.1 peer | 10.0.0.1 dev1, A",
        "10.0.0.1 dev2 | 10.0.0.9, none",
    })
    void theBestSocketIsFound(String binds, String winner) {
        for (String bind : binds.split("\\|")) {
            String[] words = bind.trim().split(" ", 2);
            Holder h = socket(words[0], words.length > 1 ? words[1] : "");
            if (bind.contains("peer")) {
                h.connectedTo("10.0.0.2", 9);
            } else if (bind.contains("other")) {
                h.connectedTo("10.0.0.2", 10);
            }
        }
        InetSock expected = winner.equals("none") ? null : sockets.get(winner.charAt(0) - 'A');
        assertSame(expected, find(PEER, 9, 1));
    }

    @Test
    void removedSocketsAreNotFoundAndTheOthersKeepTheirOrder() {
        Holder a = socket("0.0.0.0", "");
        Holder b = socket("0.0.0.0", "");
        Holder c = socket("0.0.0.0", "");
        table.remove(b);
        assertSame(c, find(PEER, 1, 1));
        assertSame(a, c.olderAtPort());
        table.remove(c);
        assertSame(a, find(PEER, 1, 1));
        table.remove(a);
        table.remove(a);
        assertEquals(0, table.size());
    }

    @Test
    void aGroupAnswersWithTheMemberThatTheHashSelects() {
        for (int i = 0; i < 5; i++) {
            socket("0.0.0.0", "RP").join(table);
        }
        for (int port = 1; port < 500; port++) {
            long flow = hash.hash(HERE.high(), HERE.low(), 53, PEER.high(), PEER.low(), port);
            int index = (int) ((flow >>> 32) * 5 >>> 32);
            assertSame(sockets.get(index), find(PEER, port, 1));
        }
    }

    @Test
    void theLastMemberMovesIntoTheLeaversPlace() {
        for (int i = 0; i < 5; i++) {
            socket("0.0.0.0", "RP").join(table);
        }
        ReuseportGroup group = sockets.get(0).reuseportGroup();
        sockets.get(1).leave();
        assertEquals(4, group.size());
        List<InetSock> left = List.of(group.member(0), group.member(1), group.member(2), group.member(3));
        assertEquals(List.of(sockets.get(0), sockets.get(4), sockets.get(2), sockets.get(3)), left);
    }

    @Test
    void differentAddressesUsersOrDevicesMakeDifferentGroups() {
        Holder any = socket("0.0.0.0", "RP");
        any.join(table);
        Holder exact = socket("10.0.0.1", "RP");
        exact.join(table);
        Holder onDevice = socket("0.0.0.0", "RP dev1");
        onDevice.join(table);
        assertEquals(1, any.reuseportGroup().size());
        assertEquals(1, exact.reuseportGroup().size());
        assertEquals(1, onDevice.reuseportGroup().size());
        assertSame(exact, find(PEER, 7, 2));
    }

    @Test
    void withoutTheOptionNobodyJoins() {
        Holder plain = socket("0.0.0.0", "");
        assertTrue(plain.join(table));
        assertSame(null, plain.reuseportGroup());
    }

    @Test
    void oneThatAskedToShareLaterFoundsTheGroupWithTheNext() {
        Holder first = socket("0.0.0.0", "");
        first.join(table);
        assertSame(null, first.reuseportGroup());
        first.setOption(Option.SO_REUSEPORT, 1);
        Holder second = socket("0.0.0.0", "RP");
        second.join(table);
        assertSame(first, second.reuseportGroup().member(0));
        assertSame(second, first.reuseportGroup().member(1));
    }

    /** 60,000 flows over 7 members: chi-square with 6 degrees of freedom stays below 22.5 (one in a thousand). */
    @Test
    void flowsAreDividedEvenly() {
        ReuseportGroup group = new ReuseportGroup();
        for (int i = 0; i < 7; i++) {
            group.join(Holder.of(ports, Credentials.ROOT, "0.0.0.0", "RP"));
        }
        long[] counts = new long[7];
        for (int i = 0; i < 60_000; i++) {
            long flow = hash.hash(HERE.high(), HERE.low(), 53, PEER.high(), PEER.low() + i / 30_000, 30_000 + i % 30_000);
            InetSock chosen = group.select((int) (flow >>> 32));
            for (int m = 0; m < 7; m++) {
                counts[m] += group.member(m) == chosen ? 1 : 0;
            }
        }
        double expected = 60_000 / 7.0;
        double chiSquare = 0;
        for (long c : counts) {
            chiSquare += (c - expected) * (c - expected) / expected;
        }
        assertTrue(chiSquare < 22.5, "chi-square " + chiSquare);
    }
}
