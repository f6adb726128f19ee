package dev.wireproof.catalogue.reuseport;

import static dev.wireproof.catalogue.reuseport.Group.*;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.base.Address;
import dev.wireproof.rig.scenario.Addressing;
import dev.wireproof.rig.scenario.Capability;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SocketType;
import java.util.ArrayList;
import java.util.List;

/** What becomes of the flows of a group when a member leaves or joins. */
public class Changes {
    /**
     * For each member before, the members that may serve its flows after number 1 has left: a flow's place is its hash times n
     * over 2^32. Number 4 takes the free slot, so the slots are 0, 4, 2, 3; places of fifths become places of quarters.
     */
    private static final List<List<Integer>> AFTER_ONE_LEFT = List.of(List.of(0), List.of(0, 4), List.of(4, 2), List.of(2, 3), List.of(3));

    /** The same for a sixth member that joins: places of fifths become places of sixths. */
    private static final List<List<Integer>> AFTER_ONE_JOINED =
            List.of(List.of(0, 1), List.of(1, 2), List.of(2, 3), List.of(3, 4), List.of(4, 5));

    /** The same when number 2 leaves and the slots are 0, 1, 4, 3. */
    private static final List<List<Integer>> AFTER_TWO_LEFT = List.of(List.of(0), List.of(0, 1), List.of(1, 4), List.of(4, 3), List.of(3));

    private static final String SLOTS = "formula:slot = (hash x n) >> 32, the last member takes the leaver's slot";

    @Scenario(id = "reuseport/member-leaves", confirmedBy = {"kernel:6.18.44", SLOTS})
    public void theLastMemberTakesTheSlotOfAListenerThatLeaves(Ladder it) {
        leave(it, STREAM, 60);
    }

    @Scenario(id = "reuseport/datagram-member-leaves", confirmedBy = {"kernel:6.18.44", SLOTS})
    public void theLastMemberTakesTheSlotOfASocketThatLeaves(Ladder it) {
        leave(it, DATAGRAM, 200);
    }

    private static void leave(Ladder it, SocketType type, int flows) {
        Group group = Group.of(it, type, WORKERS);
        int[] before = group.flows(flows);
        group.leave(1);
        moved(it, before, group.flows(flows), AFTER_ONE_LEFT);
        it.check("every flow is where the formula says", true).proves("SOCK-4/member-leaves", "SOCK-4/index-formula");
    }

    @Scenario(id = "reuseport/connected-member", confirmedBy = {"kernel:6.18.44", SLOTS})
    public void aMemberThatConnectsLeavesTheGroupAndGetsItsOwnFlow(Ladder it) {
        connect(it, Address.ANY);
    }

    @Scenario(id = "reuseport/connected-member-of-an-address", confirmedBy = {"kernel:6.18.44", SLOTS})
    public void aMemberOnTheExactAddressLeavesTheGroupAsWellWhenItConnects(Ladder it) {
        connect(it, Addressing.STANDARD.sut());
    }

    private static void connect(Ladder it, Address address) {
        Group group = Group.of(it, DATAGRAM, WORKERS, address);
        int[] before = group.flows(100);
        group.worker(2).connect(it.peer(), 50_000);
        it.equal("its own flow", 2, group.flow(50_000));
        moved(it, before, group.flows(100), AFTER_TWO_LEFT);
        it.equal("its own flow still", 2, group.flow(50_000)).proves("SOCK-4/member-leaves", "SOCK-4/index-formula");
    }

    @Scenario(id = "reuseport/datagram-member-joins", confirmedBy = {"kernel:6.18.44", SLOTS})
    public void aMemberThatJoinsTakesTheLastSlot(Ladder it) {
        Group group = Group.of(it, DATAGRAM, WORKERS);
        int[] before = group.flows(200);
        group.join(Address.ANY);
        moved(it, before, group.flows(200), AFTER_ONE_JOINED);
        it.check("every flow is where the formula says", true).proves("SOCK-4/index-formula");
    }

    private static void moved(Ladder it, int[] before, int[] after, List<List<Integer>> allowed) {
        for (int i = 0; i < before.length; i++) {
            List<Integer> may = allowed.get(before[i]);
            it.check("flow " + i + " of member " + before[i] + " served by one of " + may + ", not " + after[i], may.contains(after[i]));
        }
    }

    @Scenario(id = "reuseport/closed-member-resets-its-queue", needs = {Capability.COUNTERS, Capability.TCP_INFO},
            confirmedBy = "kernel:6.18.44")
    public void connectionsThatWaitForAMemberThatLeavesAreReset(Ladder it) {
        Group group = Group.of(it, STREAM, 2);
        List<Integer> to = new ArrayList<>();
        while (to.size() < 10 || to.size() < 100 && !(to.contains(0) && to.contains(1))) {
            to.add(group.flow(FIRST + to.size()));
        }
        it.check("each member has a flow among " + to, to.contains(0) && to.contains(1));
        int ofFirst = to.indexOf(0);
        int ofSecond = to.indexOf(1);
        group.connect(FIRST + ofFirst);
        group.connect(FIRST + ofSecond);
        group.leave(0);
        it.ports(PORT, FIRST + ofFirst);
        it.out(now(), rstAck(1, 1));
        it.check("the other member keeps its connection", group.worker(1).poll().contains("IN"));
        it.equal("and accepts it", "ESTABLISHED", group.worker(1).accept().info().state());
        it.equal("TCPAbortOnClose and others", 1L, it.sut().counter("Tcp.OutRsts"));
        it.equal("the port goes on", 1, group.flow(FIRST + ofFirst));
    }
}
