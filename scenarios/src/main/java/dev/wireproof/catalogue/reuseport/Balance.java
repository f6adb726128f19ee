package dev.wireproof.catalogue.reuseport;

import static dev.wireproof.catalogue.reuseport.Group.*;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.rig.scenario.Addressing;
import dev.wireproof.rig.scenario.Ladder;
import dev.wireproof.rig.scenario.PendingCall;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SocketType;
import dev.wireproof.rig.scenario.SutSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How flows are spread over the members of a group, and that each stays where it is. */
public class Balance {
    private static final String HASH = "formula:member = (hash of the flow x n) >> 32";

    @Scenario(id = "reuseport/hundred-connections",
            confirmedBy = {"kernel:6.18.44", "formula:chi-square of 100 flows over 5 members", HASH})
    public void hundredConnectionsAreSpreadOverFiveWorkers(Ladder it) {
        Group group = Group.of(it, STREAM, WORKERS);
        for (int i = 0; i < 100; i++) {
            group.connect(FIRST + i);
        }
        int[] to = new int[100];
        int taken = 0;
        for (int worker = 0; worker < WORKERS; worker++) {
            SutSocket socket = group.worker(worker);
            while (socket.poll().contains("IN")) {
                socket.accept();
                to[taken++] = worker;
            }
        }
        it.equal("connections accepted", 100, taken);
        group.spread(to).proves("SOCK-4/group", "SOCK-4/balanced", "SOCK-4/published-distribution");
    }

    @Scenario(id = "reuseport/hundred-datagrams",
            confirmedBy = {"kernel:6.18.44", "formula:chi-square of 100 flows over 5 members", HASH})
    public void datagramsOfHundredFlowsAreSpreadOverFiveSockets(Ladder it) {
        Group group = Group.of(it, DATAGRAM, WORKERS);
        group.spread(group.flows(100)).proves("SOCK-4/group", "SOCK-4/balanced");
    }

    @Scenario(id = "reuseport/same-connection-same-member",
            confirmedBy = {"kernel:6.18.44", HASH})
    public void connectionsOfOneAddressPairReachTheSameWorkerEveryTime(Ladder it) {
        sameMember(it, STREAM, 20);
    }

    @Scenario(id = "reuseport/same-datagram-flow-same-member",
            confirmedBy = {"kernel:6.18.44", HASH})
    public void datagramsOfOneFlowReachTheSameSocketEveryTime(Ladder it) {
        sameMember(it, DATAGRAM, 50);
    }

    private static void sameMember(Ladder it, SocketType type, int flows) {
        Group group = Group.of(it, type, WORKERS);
        int[] first = group.flows(flows);
        for (int round = 2; round <= 3; round++) {
            it.equal("members in round " + round, first, group.flows(flows)).proves("SOCK-4/same-flow-same-member");
        }
    }

    @Scenario(id = "reuseport/exact-address-first",
            confirmedBy = "kernel:6.18.44")
    public void aListenerOnTheExactAddressIsTakenBeforeTheGroup(Ladder it) {
        Group group = Group.of(it, STREAM, 3);
        SutSocket exact = group.join(Addressing.STANDARD.sut());
        int[] all = new int[20];
        Arrays.fill(all, 3);
        it.equal("members", all, group.flows(20)).proves("SOCK-4/exact-before-any", "SOCK-4/specific-bind-wins");
        it.check("the exact listener has nothing left", !exact.poll().contains("IN"));
        group.leave(3);
        int first = group.flow(FIRST);
        it.check("without it the group is used", first < 3);
    }

    @Scenario(id = "reuseport/datagram-exact-address-first",
            confirmedBy = "kernel:6.18.44")
    public void aSocketOnTheExactAddressIsTakenBeforeTheGroup(Ladder it) {
        Group group = Group.of(it, DATAGRAM, 3);
        group.join(Addressing.STANDARD.sut());
        int[] all = new int[20];
        Arrays.fill(all, 3);
        it.equal("members", all, group.flows(20)).proves("SOCK-4/specific-bind-wins");
    }

    @Scenario(id = "reuseport/one-listener-shared",
            confirmedBy = "kernel:6.18.44")
    public void workersThatShareOneListenerAreServedInTheOrderInWhichTheyWait(Ladder it) {
        Group group = Group.of(it, STREAM, 1);
        SutSocket listener = group.worker(0).nonBlocking(false);
        List<PendingCall<SutSocket>> workers = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            workers.add(it.call("accept of worker " + i, listener::accept));
            it.quiet(ms(5));
        }
        for (int i = 0; i < WORKERS; i++) {
            group.connect(FIRST + i);
            it.quiet(ms(5));
            for (int other = 0; other < WORKERS; other++) {
                it.equal("worker " + other + " has a connection after " + (i + 1), other <= i, workers.get(other).isDone());
            }
        }
        it.check("all have one", true).proves("SOCK-4/shared-listener-compared", "SOCK-2/accept-fifo");
    }
}
