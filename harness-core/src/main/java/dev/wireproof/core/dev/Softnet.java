package dev.wireproof.core.dev;

import dev.wireproof.core.sim.Cpu;
import dev.wireproof.core.sim.Softirq;
import dev.wireproof.core.skb.DropReason;
import dev.wireproof.core.skb.SkBuff;

/**
 * One processor's share of the network (Linux {@code softnet_data}, facts 1.1 to 1.5): who is to be polled, the backlog of
 * frames from devices without a ring, and the queues that want to send.
 */
public final class Softnet {
    private final Softnets host;
    private final Cpu cpu;
    private final PollList pollList = new PollList();
    private final PollList working = new PollList();
    private final PollList repoll = new PollList();
    private final Backlog backlog;
    private final OutputList output = new OutputList();

    private Napi current;
    private int turn;
    private int turnLeft;
    private long budgetLeft;
    private long startNanos;
    private boolean inReceiveLoop;
    private boolean paused;

    private long processed;
    private long dropped;
    private long squeezed;

    Softnet(Softnets host, Cpu cpu) {
        this.host = host;
        this.cpu = cpu;
        backlog = new Backlog(this);
        cpu.onSoftirq(Softirq.NET_RX, this::receiveLoop);
        cpu.onSoftirq(Softirq.NET_TX, output::run);
    }

    public Cpu cpu() {
        return cpu;
    }

    Softnets host() {
        return host;
    }

    /** Frames handed to the core so far ({@code softnet_stat} column 1). */
    public long processed() {
        return processed;
    }

    /** Frames the backlog refused (column 2). */
    public long dropped() {
        return dropped;
    }

    /** How often a round ended with work left ({@code time_squeeze}, column 3). */
    public long squeezed() {
        return squeezed;
    }

    public int backlogLength() {
        return backlog.length();
    }

    void add(Napi n) {
        pollList.add(n);
        if (!inReceiveLoop) {
            cpu.raise(Softirq.NET_RX);
        }
    }

    void schedule(TransmitQueue queue) {
        if (output.add(queue)) {
            cpu.raise(Softirq.NET_TX);
        }
    }

    /** Asked by a poll between two frames: true when the processor is busy and the poll must return; it is called again later. */
    boolean mustPause() {
        paused = cpu.isBusy();
        return paused;
    }

    /** Linux {@code net_rx_action}, facts 1.1 step 4. */
    private void receiveLoop() {
        if (current == null) {
            beginRound();
        }
        while (current != null) {
            paused = false;
            int done = current.isDisabled() ? 0 : current.poll(this, turnLeft);
            turnLeft -= done;
            if (paused && turnLeft > 0) {
                cpu.suspend();
                return;
            }
            endTurn();
            boolean spent = budgetLeft <= 0 || cpu.freeAtNanos() - startNanos >= host.budgetMicros.value() * 1000;
            if (spent) {
                squeezed++;
            }
            if (spent || !nextTurn()) {
                break;
            }
            if (cpu.isBusy()) {
                cpu.suspend();
                return;
            }
        }
        endRound();
    }

    private void beginRound() {
        startNanos = cpu.freeAtNanos();
        budgetLeft = host.budget.value();
        inReceiveLoop = true;
        working.takeAll(pollList);
        nextTurn();
    }

    /** Takes the next one to poll. False when the round is over. */
    private boolean nextTurn() {
        current = working.take();
        if (current == null && repoll.isEmpty()) {
            // Whoever asked for a poll meanwhile gets it in this round.
            working.takeAll(pollList);
            current = working.take();
        }
        if (current != null) {
            turn = current.weight();
            turnLeft = turn;
        }
        return current != null;
    }

    private void endTurn() {
        budgetLeft -= turn - turnLeft;
        if (current.isDisabled()) {
            current.forget();
        } else if (turnLeft == 0) {
            repoll.add(current);
        }
    }

    /** What is left goes back in this order: not polled yet, asked for meanwhile, to be polled again. */
    private void endRound() {
        current = null;
        working.takeAll(pollList);
        working.takeAll(repoll);
        pollList.takeAll(working);
        inReceiveLoop = !pollList.isEmpty();
        if (inReceiveLoop) {
            cpu.raise(Softirq.NET_RX);
        }
    }

    /**
     * Takes a frame from a device without a ring to handle it later at this instant (Linux {@code netif_rx}). Its Ethernet
     * header has been read.
     *
     * @return false when it was dropped
     */
    boolean later(SkBuff skb, NetDevice device) {
        if (!device.isUp()) {
            device.counters.rxDropped++;
            host.drops().drop(skb, DropReason.DEVICE_DOWN);
            return false;
        }
        skb.device = device;
        if (!backlog.add(skb)) {
            dropped++;
            device.counters.rxDropped++;
            host.drops().drop(skb, DropReason.BACKLOG_FULL);
            return false;
        }
        return true;
    }

    void flush(NetDevice device) {
        backlog.flush(device);
    }

    /** Hands a frame whose Ethernet header has been read to taps, receive handler and protocol (facts 1.5). */
    void receive(SkBuff skb, NetDevice from) {
        NetDevice device = from;
        while (true) {
            processed++;
            skb.device = device;
            skb.inputIfindex = device.ifindex();
            skb.networkHeader = skb.data();
            DeviceRegistry place = device.registry();
            if (!place.taps.isEmpty() || !device.taps.isEmpty()) {
                showTaps(skb, device, place);
            }
            RxHandler handler = device.rxHandler();
            if (handler != null) {
                RxHandler.Result result = handler.handle(skb, device);
                if (result == RxHandler.Result.CONSUMED) {
                    return;
                }
                if (result == RxHandler.Result.ANOTHER) {
                    device = (NetDevice) skb.device;
                    continue;
                }
            }
            deliver(skb, device, place);
            return;
        }
    }

    private static void showTaps(SkBuff skb, NetDevice device, DeviceRegistry place) {
        int header = skb.data() - skb.macHeader;
        skb.push(header);
        place.taps.show(skb, device, false);
        device.taps.show(skb, device, false);
        skb.pull(header);
    }

    private void deliver(SkBuff skb, NetDevice device, DeviceRegistry place) {
        PacketHandler protocol = place.packetTypes.handlerOf(skb.protocol);
        if (protocol != null) {
            protocol.receive(skb, device);
        } else {
            device.counters.rxDropped++;
            host.drops().drop(skb, DropReason.NO_PACKET_HANDLER);
        }
    }
}
