package dev.wireproof.rig.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.core.base.Mac;
import dev.wireproof.core.dev.TestHost;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EthernetSwitchTest {
    private final EventLoop loop = new EventLoop();
    private final List<String> got = new ArrayList<>();
    private final PeerPort[] stations = new PeerPort[3];

    private void build(EthernetSwitch box) {
        for (int i = 0; i < stations.length; i++) {
            String name = "s" + i;
            stations[i] = new PeerPort(frame -> got.add(name + ":" + TestHost.number(frame, 14)));
            new Cable(loop, Rng.ofSeed(1), name).connect(stations[i], name, box.port(), "switch" + i);
        }
    }

    private List<String> send(int from, Mac to, int number) {
        got.clear();
        stations[from].send(TestHost.frame(to, TestHost.mac(from), number));
        loop.runInstant();
        return got;
    }

    @Test
    void aSwitchFloodsWhatItDoesNotKnowAndLearnsFromSources() {
        EthernetSwitch box = EthernetSwitch.learning();
        build(box);
        assertEquals(List.of("s1:1", "s2:1"), send(0, TestHost.mac(1), 1));
        assertEquals(List.of("s0:2"), send(1, TestHost.mac(0), 2));
        assertEquals(List.of("s1:3"), send(0, TestHost.mac(1), 3));
        assertEquals(List.of("s0:4", "s2:4"), send(1, Mac.BROADCAST, 4));
        assertEquals(List.of(), send(0, TestHost.mac(0), 5));
        assertEquals(1, box.discarded());
        box.forget();
        assertEquals(List.of("s1:6", "s2:6"), send(0, TestHost.mac(1), 6));
    }

    @Test
    void aHubAlwaysFloods() {
        build(EthernetSwitch.hub());
        send(1, TestHost.mac(0), 1);
        assertEquals(List.of("s1:2", "s2:2"), send(0, TestHost.mac(1), 2));
    }
}
