package dev.wireproof.core.tcp.output;

import dev.wireproof.core.tcp.tcb.Tcb;

/** Told of every segment with text right after it was sent, for monitors. Must change nothing. */
public interface SendWatcher {
    /** @param again it was sent before */
    void sent(Tcb t, boolean again);
}
