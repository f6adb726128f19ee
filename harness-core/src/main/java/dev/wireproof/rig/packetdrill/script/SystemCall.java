package dev.wireproof.rig.packetdrill.script;

import java.util.List;

/**
 * A system call and what it must return.
 *
 * @param result number or descriptor that it returns
 * @param errno name of the error it must set, or null
 * @param endNanos when a call that blocks must return, counted as its start is; -1 for a call that must not block
 */
public record SystemCall(String name, List<Value> arguments, Value result, String errno, long endNanos) implements Action {
    public boolean blocks() {
        return endNanos >= 0;
    }
}
