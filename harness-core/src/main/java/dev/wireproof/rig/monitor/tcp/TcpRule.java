package dev.wireproof.rig.monitor.tcp;

/** One rule, applied to each segment before the flow takes it in. RST segments are not shown: their numbers follow other rules. */
interface TcpRule {
    void judge(Step step);
}
