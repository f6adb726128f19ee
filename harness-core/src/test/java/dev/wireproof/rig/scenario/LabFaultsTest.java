package dev.wireproof.rig.scenario;

import static dev.wireproof.rig.scenario.Words.DATAGRAM;
import static dev.wireproof.rig.scenario.Words.bytes;
import static dev.wireproof.rig.scenario.Words.ms;
import static dev.wireproof.rig.scenario.Words.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LabFaultsTest {
    private static Consumer<LabFaults> faults;
    private static List<Integer> read;

    public static final class Samples {
        @Scenario(id = "sample/datagrams")
        public void datagramsOfTenToThirtyOctets(Lab lab) {
            LabHost a = lab.host("a");
            LabHost b = lab.host("b");
            LabWire wire = lab.wire(a, b).oneWayDelay(ms(5));
            faults.accept(wire.faults(a.to(b)));
            SutSocket server = b.socket(DATAGRAM).bind(5000);
            lab.task(a, "client", () -> {
                SutSocket s = a.socket(DATAGRAM);
                for (int length = 10; length <= 30; length += 10) {
                    s.sendTo(bytes(length), wire.addressB(), 5000);
                    lab.loop().blocking().sleep(ms(100));
                }
                s.sendTo(bytes(40), wire.addressB(), 5000);
            });
            lab.task(b, "server", () -> {
                do {
                    read.add(server.read(100).length);
                } while (read.get(read.size() - 1) != 40);
            });
            lab.run();
        }
    }

    private static List<Integer> readWith(Consumer<LabFaults> plan) {
        faults = plan;
        read = new ArrayList<>();
        assertEquals("", new ScenarioRunner(new BuiltIn()).run(Scenarios.of(Samples.class).get("sample/datagrams"), 1, null).message());
        return read;
    }

    @Test
    void eachWordDoesToDatagramsWhatItSays() {
        assertEquals(List.of(10, 30, 40), readWith(f -> f.dropNth(3)));
        assertEquals(List.of(10, 30, 40), readWith(f -> f.drop(udp(0, 5000, 20))));
        assertEquals(List.of(10, 20, 20, 30, 40), readWith(f -> f.duplicateOnce(udp(0, 5000, 20), ms(1))));
        assertEquals(List.of(10, 30, 20, 40), readWith(f -> f.delayOnce(udp(0, 5000, 20), ms(150))));
        assertEquals(List.of(10, 30, 40), readWith(f -> f.corruptOnce(udp(0, 5000, 20))));
    }
}
