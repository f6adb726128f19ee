package dev.wireproof.core.sock;

import dev.wireproof.core.base.Invariant;
import java.util.function.Consumer;

/**
 * Finds the owner of a connection by its four values in constant time (Linux {@code inet_ehashfn} table): open addressing in
 * flat arrays, no allocation on look-up, an order of iteration that depends on keys and history alone.
 */
public final class FlowTable<T> {
    private static final int WORDS = 5;
    private static final long USED = 1L << 32;

    private final FlowHash hash;
    private long[] keys = new long[16 * WORDS];
    private Object[] owners = new Object[16];
    private int mask = 15;
    private int size;

    public FlowTable(FlowHash hash) {
        this.hash = hash;
    }

    public int size() {
        return size;
    }

    /** The owner, or null. */
    @SuppressWarnings("unchecked")
    public T get(long localHigh, long localLow, int localPort, long remoteHigh, long remoteLow, int remotePort) {
        int slot = find(localHigh, localLow, localPort, remoteHigh, remoteLow, remotePort);
        return (T) owners[slot];
    }

    /** Adds an owner; its four values must not be in the table yet. */
    public void add(long localHigh, long localLow, int localPort, long remoteHigh, long remoteLow, int remotePort, T owner) {
        if (2 * (size + 1) > owners.length) {
            grow();
        }
        int slot = find(localHigh, localLow, localPort, remoteHigh, remoteLow, remotePort);
        Invariant.check(owners[slot] == null, "connection is in the table already");
        int k = slot * WORDS;
        keys[k] = localHigh;
        keys[k + 1] = localLow;
        keys[k + 2] = remoteHigh;
        keys[k + 3] = remoteLow;
        keys[k + 4] = ports(localPort, remotePort);
        owners[slot] = owner;
        size++;
    }

    /** Puts another owner in the place of the present one: a child for its request, TIME_WAIT for its socket. */
    public void replace(long localHigh, long localLow, int localPort, long remoteHigh, long remoteLow, int remotePort, T owner) {
        int slot = find(localHigh, localLow, localPort, remoteHigh, remoteLow, remotePort);
        Invariant.check(owners[slot] != null, "connection is not in the table");
        owners[slot] = owner;
    }

    /** Removes an owner and returns it; null when it is not there. */
    @SuppressWarnings("unchecked")
    public T remove(long localHigh, long localLow, int localPort, long remoteHigh, long remoteLow, int remotePort) {
        int slot = find(localHigh, localLow, localPort, remoteHigh, remoteLow, remotePort);
        T owner = (T) owners[slot];
        if (owner != null) {
            size--;
            closeGap(slot);
        }
        return owner;
    }

    /** Calls {@code action} for each owner; it must not change the table. */
    @SuppressWarnings("unchecked")
    public void forEach(Consumer<? super T> action) {
        for (Object owner : owners) {
            if (owner != null) {
                action.accept((T) owner);
            }
        }
    }

    private static long ports(int localPort, int remotePort) {
        return USED | (long) localPort << 16 | remotePort;
    }

    /** The slot of the key, or the free slot where it belongs. */
    private int find(long localHigh, long localLow, int localPort, long remoteHigh, long remoteLow, int remotePort) {
        long ports = ports(localPort, remotePort);
        int slot = (int) hash.hash(localHigh, localLow, localPort, remoteHigh, remoteLow, remotePort) & mask;
        while (owners[slot] != null) {
            int k = slot * WORDS;
            if (keys[k + 4] == ports && keys[k + 3] == remoteLow && keys[k + 1] == localLow
                    && keys[k + 2] == remoteHigh && keys[k] == localHigh) {
                return slot;
            }
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private int home(int slot) {
        int k = slot * WORDS;
        int ports = (int) keys[k + 4];
        return (int) hash.hash(keys[k], keys[k + 1], ports >>> 16, keys[k + 2], keys[k + 3], ports & 0xFFFF) & mask;
    }

    // Entries behind the gap that would no longer be found move into it, one after the other.
    private void closeGap(int gap) {
        int slot = gap;
        while (true) {
            owners[gap] = null;
            int home;
            do {
                slot = slot + 1 & mask;
                if (owners[slot] == null) {
                    return;
                }
                home = home(slot);
            } while ((slot - home & mask) < (slot - gap & mask));
            System.arraycopy(keys, slot * WORDS, keys, gap * WORDS, WORDS);
            owners[gap] = owners[slot];
            gap = slot;
        }
    }

    private void grow() {
        long[] oldKeys = keys;
        Object[] oldOwners = owners;
        owners = new Object[2 * oldOwners.length];
        keys = new long[owners.length * WORDS];
        mask = owners.length - 1;
        for (int i = 0; i < oldOwners.length; i++) {
            if (oldOwners[i] != null) {
                int k = i * WORDS;
                int ports = (int) oldKeys[k + 4];
                int slot = find(oldKeys[k], oldKeys[k + 1], ports >>> 16, oldKeys[k + 2], oldKeys[k + 3], ports & 0xFFFF);
                System.arraycopy(oldKeys, k, keys, slot * WORDS, WORDS);
                owners[slot] = oldOwners[i];
            }
        }
    }
}
