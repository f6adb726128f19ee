package dev.wireproof.core.mib;

/**
 * Counters of {@code /proc/net/snmp} and {@code /proc/net/netstat} under Linux's group and name, counted where Linux counts
 * them (facts 12.2). A counter stands here only when the stack counts it.
 */
public enum Counter {
    IP_IN_RECEIVES("Ip", "InReceives"),
    IP_IN_HDR_ERRORS("Ip", "InHdrErrors"),
    IP_IN_ADDR_ERRORS("Ip", "InAddrErrors"),
    IP_FORW_DATAGRAMS("Ip", "ForwDatagrams"),
    IP_IN_UNKNOWN_PROTOS("Ip", "InUnknownProtos"),
    IP_IN_DELIVERS("Ip", "InDelivers"),
    IP_OUT_REQUESTS("Ip", "OutRequests"),
    IP_OUT_DISCARDS("Ip", "OutDiscards"),
    IP_OUT_NO_ROUTES("Ip", "OutNoRoutes"),
    IP_REASM_TIMEOUT("Ip", "ReasmTimeout"),
    IP_REASM_REQDS("Ip", "ReasmReqds"),
    IP_REASM_OKS("Ip", "ReasmOKs"),
    IP_REASM_FAILS("Ip", "ReasmFails"),
    IP_FRAG_OKS("Ip", "FragOKs"),
    IP_FRAG_FAILS("Ip", "FragFails"),
    IP_FRAG_CREATES("Ip", "FragCreates"),
    IP_OUT_TRANSMITS("Ip", "OutTransmits"),
    IPEXT_IN_NO_ROUTES("IpExt", "InNoRoutes"),
    IPEXT_IN_TRUNCATED_PKTS("IpExt", "InTruncatedPkts"),
    IPEXT_IN_CSUM_ERRORS("IpExt", "InCsumErrors"),
    IPEXT_IN_OCTETS("IpExt", "InOctets"),
    IPEXT_OUT_OCTETS("IpExt", "OutOctets"),
    IPEXT_REASM_OVERLAPS("IpExt", "ReasmOverlaps"),
    IPEXT_IN_NO_ECT_PKTS("IpExt", "InNoECTPkts"),
    IPEXT_IN_ECT1_PKTS("IpExt", "InECT1Pkts"),
    IPEXT_IN_ECT0_PKTS("IpExt", "InECT0Pkts"),
    IPEXT_IN_CE_PKTS("IpExt", "InCEPkts"),
    IPEXT_IN_MCAST_PKTS("IpExt", "InMcastPkts"),
    IPEXT_IN_MCAST_OCTETS("IpExt", "InMcastOctets"),
    IPEXT_IN_BCAST_PKTS("IpExt", "InBcastPkts"),
    IPEXT_IN_BCAST_OCTETS("IpExt", "InBcastOctets"),
    IPEXT_OUT_MCAST_PKTS("IpExt", "OutMcastPkts"),
    IPEXT_OUT_MCAST_OCTETS("IpExt", "OutMcastOctets"),
    IPEXT_OUT_BCAST_PKTS("IpExt", "OutBcastPkts"),
    IPEXT_OUT_BCAST_OCTETS("IpExt", "OutBcastOctets"),
    TCPEXT_IP_REVERSE_PATH_FILTER("TcpExt", "IPReversePathFilter"),
    TCPEXT_ARP_FILTER("TcpExt", "ArpFilter"),
    ICMP_IN_MSGS("Icmp", "InMsgs"),
    ICMP_IN_ERRORS("Icmp", "InErrors"),
    ICMP_IN_CSUM_ERRORS("Icmp", "InCsumErrors"),
    ICMP_IN_DEST_UNREACHS("Icmp", "InDestUnreachs"),
    ICMP_IN_TIME_EXCDS("Icmp", "InTimeExcds"),
    ICMP_IN_PARM_PROBS("Icmp", "InParmProbs"),
    ICMP_IN_SRC_QUENCHS("Icmp", "InSrcQuenchs"),
    ICMP_IN_REDIRECTS("Icmp", "InRedirects"),
    ICMP_IN_TIMESTAMPS("Icmp", "InTimestamps"),
    ICMP_IN_TIMESTAMP_REPS("Icmp", "InTimestampReps"),
    ICMP_IN_ECHOS("Icmp", "InEchos"),
    ICMP_IN_ECHO_REPS("Icmp", "InEchoReps"),
    ICMP_OUT_MSGS("Icmp", "OutMsgs"),
    ICMP_OUT_RATE_LIMIT_GLOBAL("Icmp", "OutRateLimitGlobal"),
    ICMP_OUT_RATE_LIMIT_HOST("Icmp", "OutRateLimitHost"),
    ICMP_OUT_DEST_UNREACHS("Icmp", "OutDestUnreachs"),
    ICMP_OUT_TIME_EXCDS("Icmp", "OutTimeExcds"),
    ICMP_OUT_PARM_PROBS("Icmp", "OutParmProbs"),
    ICMP_OUT_REDIRECTS("Icmp", "OutRedirects"),
    ICMP_OUT_TIMESTAMP_REPS("Icmp", "OutTimestampReps"),
    ICMP_OUT_ECHOS("Icmp", "OutEchos"),
    ICMP_OUT_ECHO_REPS("Icmp", "OutEchoReps"),
    UDP_IN_DATAGRAMS("Udp", "InDatagrams"),
    UDP_NO_PORTS("Udp", "NoPorts"),
    UDP_IN_ERRORS("Udp", "InErrors"),
    UDP_OUT_DATAGRAMS("Udp", "OutDatagrams"),
    UDP_RCVBUF_ERRORS("Udp", "RcvbufErrors"),
    UDP_SNDBUF_ERRORS("Udp", "SndbufErrors"),
    UDP_IN_CSUM_ERRORS("Udp", "InCsumErrors"),
    UDP_IGNORED_MULTI("Udp", "IgnoredMulti"),
    TCP_ACTIVE_OPENS("Tcp", "ActiveOpens"),
    TCP_PASSIVE_OPENS("Tcp", "PassiveOpens"),
    TCP_ATTEMPT_FAILS("Tcp", "AttemptFails"),
    TCP_ESTAB_RESETS("Tcp", "EstabResets"),
    TCP_CURR_ESTAB("Tcp", "CurrEstab"),
    TCP_IN_SEGS("Tcp", "InSegs"),
    TCP_OUT_SEGS("Tcp", "OutSegs"),
    TCP_RETRANS_SEGS("Tcp", "RetransSegs"),
    TCP_IN_ERRS("Tcp", "InErrs"),
    TCP_OUT_RSTS("Tcp", "OutRsts"),
    TCP_IN_CSUM_ERRORS("Tcp", "InCsumErrors"),
    TCPEXT_EMBRYONIC_RSTS("TcpExt", "EmbryonicRsts"),
    TCPEXT_OUT_OF_WINDOW_ICMPS("TcpExt", "OutOfWindowIcmps"),
    TCPEXT_TW("TcpExt", "TW"),
    TCPEXT_TW_RECYCLED("TcpExt", "TWRecycled"),
    TCPEXT_TW_KILLED("TcpExt", "TWKilled"),
    TCPEXT_PAWS_ACTIVE("TcpExt", "PAWSActive"),
    TCPEXT_PAWS_ESTAB("TcpExt", "PAWSEstab"),
    TCPEXT_PAWS_OLD_ACK("TcpExt", "PAWSOldAck"),
    TCPEXT_PAWS_TIMEWAIT("TcpExt", "PAWSTimewait"),
    TCPEXT_BEYOND_WINDOW("TcpExt", "BeyondWindow"),
    TCPEXT_TS_ECR_REJECTED("TcpExt", "TSEcrRejected"),
    TCPEXT_DELAYED_ACKS("TcpExt", "DelayedACKs"),
    TCPEXT_DELAYED_ACK_LOST("TcpExt", "DelayedACKLost"),
    TCPEXT_LISTEN_OVERFLOWS("TcpExt", "ListenOverflows"),
    TCPEXT_LISTEN_DROPS("TcpExt", "ListenDrops"),
    TCPEXT_REQQ_FULL_DROP("TcpExt", "TCPReqQFullDrop"),
    TCPEXT_RENO_RECOVERY("TcpExt", "TCPRenoRecovery"),
    TCPEXT_TIMEOUTS("TcpExt", "TCPTimeouts"),
    TCPEXT_FAST_RETRANS("TcpExt", "TCPFastRetrans"),
    TCPEXT_SLOW_START_RETRANS("TcpExt", "TCPSlowStartRetrans"),
    TCPEXT_RENO_REORDER("TcpExt", "TCPRenoReorder"),
    TCPEXT_LOSS_FAILURES("TcpExt", "TCPLossFailures"),
    TCPEXT_RENO_FAILURES("TcpExt", "TCPRenoFailures"),
    TCPEXT_RENO_RECOVERY_FAIL("TcpExt", "TCPRenoRecoveryFail"),
    TCPEXT_SPURIOUS_RTOS("TcpExt", "TCPSpuriousRTOs"),
    TCPEXT_LOSS_UNDO("TcpExt", "TCPLossUndo"),
    TCPEXT_SYN_RETRANS("TcpExt", "TCPSynRetrans"),
    TCPEXT_ABORT_ON_CLOSE("TcpExt", "TCPAbortOnClose"),
    TCPEXT_ABORT_ON_DATA("TcpExt", "TCPAbortOnData"),
    TCPEXT_ABORT_ON_LINGER("TcpExt", "TCPAbortOnLinger"),
    TCPEXT_ABORT_ON_TIMEOUT("TcpExt", "TCPAbortOnTimeout"),
    TCPEXT_TIME_WAIT_OVERFLOW("TcpExt", "TCPTimeWaitOverflow"),
    TCPEXT_OFO_QUEUE("TcpExt", "TCPOFOQueue"),
    TCPEXT_OFO_MERGE("TcpExt", "TCPOFOMerge"),
    TCPEXT_OFO_DROP("TcpExt", "TCPOFODrop"),
    TCPEXT_DSACK_OLD_SENT("TcpExt", "TCPDSACKOldSent"),
    TCPEXT_DSACK_OFO_SENT("TcpExt", "TCPDSACKOfoSent"),
    TCPEXT_ZERO_WINDOW_DROP("TcpExt", "TCPZeroWindowDrop"),
    TCPEXT_RCVQ_DROP("TcpExt", "TCPRcvQDrop"),
    TCPEXT_PRUNE_CALLED("TcpExt", "PruneCalled"),
    TCPEXT_RCV_PRUNED("TcpExt", "RcvPruned"),
    TCPEXT_OFO_PRUNED("TcpExt", "OfoPruned"),
    TCPEXT_RCV_COALESCE("TcpExt", "TCPRcvCoalesce"),
    TCPEXT_TO_ZERO_WINDOW_ADV("TcpExt", "TCPToZeroWindowAdv"),
    TCPEXT_FROM_ZERO_WINDOW_ADV("TcpExt", "TCPFromZeroWindowAdv"),
    TCPEXT_WANT_ZERO_WINDOW_ADV("TcpExt", "TCPWantZeroWindowAdv"),
    TCPEXT_WIN_PROBE("TcpExt", "TCPWinProbe"),
    TCPEXT_KEEP_ALIVE("TcpExt", "TCPKeepAlive"),
    TCPEXT_CHALLENGE_ACK("TcpExt", "TCPChallengeACK"),
    TCPEXT_SYN_CHALLENGE("TcpExt", "TCPSYNChallenge"),
    TCPEXT_ACK_SKIPPED_SYN_RECV("TcpExt", "TCPACKSkippedSynRecv"),
    TCPEXT_ACK_SKIPPED_PAWS("TcpExt", "TCPACKSkippedPAWS"),
    TCPEXT_ACK_SKIPPED_SEQ("TcpExt", "TCPACKSkippedSeq"),
    TCPEXT_ACK_SKIPPED_FIN_WAIT2("TcpExt", "TCPACKSkippedFinWait2"),
    TCPEXT_ACK_SKIPPED_TIME_WAIT("TcpExt", "TCPACKSkippedTimeWait"),
    TCPEXT_ACK_SKIPPED_CHALLENGE("TcpExt", "TCPACKSkippedChallenge"),
    TCPEXT_ORIG_DATA_SENT("TcpExt", "TCPOrigDataSent"),
    TCPEXT_ACK_COMPRESSED("TcpExt", "TCPAckCompressed");

    private final String group;
    private final String label;

    Counter(String group, String label) {
        this.group = group;
        this.label = label;
    }

    /** Group as in the first word of the line, such as {@code TcpExt}. */
    public String group() {
        return group;
    }

    /** Linux's name, such as {@code ListenOverflows}. */
    public String label() {
        return label;
    }

    /** The counter with this group and name, such as {@code TcpExt.ListenOverflows}, or null. */
    public static Counter of(String groupAndLabel) {
        for (Counter c : values()) {
            if (groupAndLabel.equals(c.group + "." + c.label)) {
                return c;
            }
        }
        return null;
    }
}
