package dev.wireproof.core.tcp.fastopen;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.mib.Counter;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.sim.EventLoop;

/** What the clients of a host may put on a SYN, and what they learn from its answer (net/ipv4/tcp_fastopen.c). */
public final class FastOpenClient {
    private final EventLoop loop;
    private final FastOpenSettings settings;
    private final ServerMemories memories;
    private final FastOpenPause pause = new FastOpenPause();
    private final Counters counters;

    public FastOpenClient(EventLoop loop, FastOpenSettings settings, ServerMemories memories, Counters counters) {
        this.loop = loop;
        this.settings = settings;
        this.memories = memories;
        this.counters = counters;
        settings.onBlackholeChange(pause::forget);
    }

    /**
     * What a SYN may carry.
     *
     * @param cookie of the option, or null for no option
     * @param mss that the server is known to take, 0 for unknown
     */
    public record Permit(boolean text, Cookie cookie, int mss) {}

    /** Judges a SYN to come ({@code tcp_fastopen_cookie_check}). */
    public Permit permit(FastOpenState state, Address local, Address remote, boolean withoutCookie) {
        ServerMemory memory = memories.find(local, remote);
        int mss = memory == null ? 0 : memory.mss();
        FastOpenPause.Verdict verdict = pause.judge(settings.blackholeSeconds(), loop.now());
        if (verdict == FastOpenPause.Verdict.PAUSED) {
            return new Permit(false, null, mss);
        }
        state.endsPause |= verdict == FastOpenPause.Verdict.TRY;
        if (withoutCookie || settings.clientWithoutCookie()) {
            return new Permit(true, null, mss);
        }
        Cookie cookie = memory == null ? Cookie.REQUEST : memory.cookie();
        if (cookie.isRequest()) {
            state.failure = FastOpenState.Failure.COOKIE_UNAVAILABLE;
        }
        return new Permit(!cookie.isRequest(), cookie, mss);
    }

    /**
     * Our SYN was answered ({@code tcp_rcv_fastopen_synack}).
     *
     * @param told MSS of the SYN-ACK, 0 for none
     * @param given cookie of the SYN-ACK, or null
     * @param again the SYN was sent more than once
     * @param open text of the SYN was not acknowledged
     */
    public void answered(FastOpenState state, Address local, Address remote, int told, Cookie given, boolean again, boolean open) {
        ServerMemory.FormAnswer form = ServerMemory.FormAnswer.NONE;
        if (state.requested && !again && given == null && !state.synData) {
            form = state.experimental ? ServerMemory.FormAnswer.IGNORED_EXPERIMENT : ServerMemory.FormAnswer.IGNORED_34;
        }
        memories.findOrMake(local, remote).learn(told, state.requested ? given : null, form);
        if (open) {
            state.failure = again ? FastOpenState.Failure.SYN_RETRANSMITTED : FastOpenState.Failure.DATA_NOT_ACKED;
            counters.increment(Counter.TCPEXT_FAST_OPEN_ACTIVE_FAIL);
        } else if (state.synData) {
            state.synDataAcked = true;
            counters.increment(Counter.TCPEXT_FAST_OPEN_ACTIVE);
        }
    }

    /** Something on the way swallows what Fast Open sends ({@code tcp_fastopen_active_disable}). */
    public void blackhole() {
        if (pause.begin(settings.blackholeSeconds(), loop.now())) {
            counters.increment(Counter.TCPEXT_FAST_OPEN_BLACKHOLE);
        }
    }

    /** The retransmission timer of a connection has run out so many times in a row ({@code tcp_fastopen_active_detect_blackhole}). */
    public void timedOut(FastOpenState state, int timeouts, boolean over) {
        if (state.isUsed() && (timeouts == 2 || timeouts < 2 && over)) {
            blackhole();
        }
    }

    /**
     * A connection is over ({@code tcp_fastopen_active_disable_ofo_check}).
     *
     * @param text segments with text have come
     * @param loneFin all that waits out of order is one FIN
     * @param loopback the way leads over loopback
     */
    public void ended(FastOpenState state, boolean text, boolean loneFin, boolean loopback) {
        if (!state.requested) {
            return;
        }
        if (!text) {
            if (loneFin) {
                blackhole();
            }
        } else if (state.endsPause && !loopback) {
            pause.forget();
        }
    }
}
