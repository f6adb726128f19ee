package dev.wireproof.rig.monitor.tcp;

/** What is sent again is the same (RFC 9293 section 3.4: a sequence number names one octet). */
final class SameOctetsRule implements TcpRule {
    private static final String NAME = "tcp-retransmission";

    @Override
    public void judge(Step step) {
        Segment segment = step.segment();
        SentStream sent = step.from().sent();
        int captured = segment.tcp().capturedPayload();
        if (segment.tcp().payloadLength() == 0 || segment.payloadPosition() >= sent.next()) {
            return;
        }
        if (segment.tcp().payloadLength() == 1 && segment.end() <= sent.acked()) {
            step.findings().note("keep-alive or probe with an octet of garbage");
            return;
        }
        long differs = sent.history().compare(segment.payloadPosition(), segment.octets(), segment.tcp().payloadOffset(), captured);
        if (differs >= 0) {
            step.certain(NAME, "octet " + differs + " is not the one sent before at that place");
        } else if (differs == OctetHistory.SAME && captured == segment.tcp().payloadLength()) {
            step.findings().holds();
        } else {
            step.findings().inconclusive(NAME + ": the octets sent before are not in the capture");
        }
    }
}
