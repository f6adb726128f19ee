package dev.wireproof.core.sim;

/**
 * The processors of one host and which of them runs now. Only one thing runs at any moment in a simulation, so "the current
 * processor" is a value of the host; calls from tasks and timers count as running on processor 0 unless moved.
 */
public final class Cpus {
    private final Cpu[] all;
    private Cpu current;

    /** @param count 1 or more */
    public Cpus(EventLoop loop, int count) {
        all = new Cpu[count];
        for (int i = 0; i < count; i++) {
            all[i] = new Cpu(loop, i, this);
        }
        current = all[0];
    }

    public int count() {
        return all.length;
    }

    public Cpu get(int index) {
        return all[index];
    }

    /** The processor whose work item runs now. */
    public Cpu current() {
        return current;
    }

    Cpu enter(Cpu cpu) {
        Cpu before = current;
        current = cpu;
        return before;
    }
}
