package dev.wireproof.core.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.sock.Option;
import dev.wireproof.rig.oracle.ReuseportOracle;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class UdpReuseportPropertiesTest {
    private static final int PORT = 53;
    private static final int FLOWS = 6;

    /**
     * Sockets join and leave a group while a few flows send. Steps 0 to 2 join, 3 and 4 make a member leave, the others send;
     * the oracle knows nothing of the hash, only what each choice says about it.
     */
    @Property(tries = 100)
    void everyChoiceFitsAllEarlierOnes(@ForAll @Size(min = 5, max = 60) List<@IntRange(min = 0, max = 15) Integer> steps) {
        LoopbackHost host = new LoopbackHost();
        ReuseportOracle oracle = new ReuseportOracle();
        List<Integer> members = new ArrayList<>();
        int[] clients = new int[FLOWS];
        for (int i = 0; i < FLOWS; i++) {
            clients[i] = host.bound(5000 + i);
        }
        for (int i = 0; i < steps.size(); i++) {
            int step = steps.get(i);
            if (step <= 2 || members.isEmpty()) {
                int fd = host.socket();
                host.calls.setOption(fd, Option.SO_REUSEPORT, 1);
                host.calls.bind(fd, Address.ANY, PORT);
                members.add(fd);
                oracle.join("fd " + fd);
            } else if (step <= 4) {
                int fd = members.remove(i % members.size());
                host.calls.close(fd);
                oracle.leave("fd " + fd);
            } else {
                int flow = step % FLOWS;
                host.send(clients[flow], "x", PORT);
                int fd = receiver(host, members);
                assertTrue(oracle.accepts("flow " + flow, "fd " + fd), "flow " + flow + " went to fd " + fd);
            }
        }
        host.endsClean();
    }

    private static int receiver(LoopbackHost host, List<Integer> members) {
        List<Integer> ready = members.stream().filter(host::has).toList();
        assertEquals(1, ready.size(), "a datagram goes to one member");
        host.recv(ready.get(0));
        return ready.get(0);
    }
}
