package dev.wireproof.rig.packetdrill.run;

import dev.wireproof.core.base.Errno;
import dev.wireproof.rig.packetdrill.script.ScriptProblem;
import dev.wireproof.rig.packetdrill.script.Value;
import java.util.Map;
import java.util.TreeMap;

/** Linux's constants by their names (include/uapi, x86). */
final class Symbols {
    private static final String TABLE = "NULL 0 AF_UNSPEC 0 AF_INET 2 AF_INET6 10 PF_INET 2 PF_INET6 10 "
            + "SOCK_STREAM 1 SOCK_DGRAM 2 SOCK_RAW 3 SOCK_NONBLOCK 0x800 SOCK_CLOEXEC 0x80000 "
            + "IPPROTO_IP 0 IPPROTO_ICMP 1 IPPROTO_TCP 6 IPPROTO_UDP 17 IPPROTO_IPV6 41 "
            + "SOL_IP 0 SOL_SOCKET 1 SOL_TCP 6 SOL_UDP 17 SOL_IPV6 41 "
            + "MSG_OOB 1 MSG_PEEK 2 MSG_DONTROUTE 4 MSG_CTRUNC 8 MSG_TRUNC 0x20 MSG_DONTWAIT 0x40 MSG_EOR 0x80 MSG_WAITALL 0x100 "
            + "MSG_ERRQUEUE 0x2000 MSG_NOSIGNAL 0x4000 MSG_MORE 0x8000 MSG_ZEROCOPY 0x4000000 MSG_FASTOPEN 0x20000000 "
            + "MSG_CMSG_CLOEXEC 0x40000000 "
            + "O_RDONLY 0 O_WRONLY 1 O_RDWR 2 O_CREAT 0x40 O_TRUNC 0x200 O_APPEND 0x400 O_NONBLOCK 0x800 F_GETFL 3 F_SETFL 4 "
            + "FIONREAD 0x541b SIOCINQ 0x541b SIOCOUTQ 0x5411 SIOCOUTQNSD 0x894b TIOCOUTQ 0x5411 SIOCATMARK 0x8905 "
            + "SHUT_RD 0 SHUT_WR 1 SHUT_RDWR 2 "
            + "POLLIN 1 POLLPRI 2 POLLOUT 4 POLLERR 8 POLLHUP 16 POLLNVAL 32 POLLRDNORM 0x40 POLLRDBAND 0x80 POLLWRNORM 0x100 "
            + "POLLWRBAND 0x200 POLLRDHUP 0x2000 "
            + "EPOLLIN 1 EPOLLPRI 2 EPOLLOUT 4 EPOLLERR 8 EPOLLHUP 16 EPOLLRDNORM 0x40 EPOLLRDBAND 0x80 EPOLLWRNORM 0x100 "
            + "EPOLLWRBAND 0x200 EPOLLMSG 0x400 EPOLLRDHUP 0x2000 EPOLLEXCLUSIVE 0x10000000 EPOLLWAKEUP 0x20000000 "
            + "EPOLLONESHOT 0x40000000 EPOLLET 0x80000000 EPOLL_CTL_ADD 1 EPOLL_CTL_DEL 2 EPOLL_CTL_MOD 3 "
            + "IP_PMTUDISC_DONT 0 IP_PMTUDISC_WANT 1 IP_PMTUDISC_DO 2 IP_PMTUDISC_PROBE 3 IP_PMTUDISC_INTERFACE 4 IP_PMTUDISC_OMIT 5 "
            + "IP_RECVERR 11 IPV6_RECVERR 25 SO_REUSEADDR 2 TCP_CM_INQ 36 TCP_INQ 36 SCM_TIMESTAMPING 37 "
            + "SO_EE_ORIGIN_NONE 0 SO_EE_ORIGIN_LOCAL 1 SO_EE_ORIGIN_ICMP 2 SO_EE_ORIGIN_TIMESTAMPING 4 SO_EE_ORIGIN_ZEROCOPY 5 "
            + "SO_EE_CODE_ZEROCOPY_COPIED 1 SCM_TSTAMP_SND 0 SCM_TSTAMP_SCHED 1 SCM_TSTAMP_ACK 2 "
            + "SOF_TIMESTAMPING_TX_HARDWARE 1 SOF_TIMESTAMPING_TX_SOFTWARE 2 SOF_TIMESTAMPING_RX_HARDWARE 4 "
            + "SOF_TIMESTAMPING_RX_SOFTWARE 8 SOF_TIMESTAMPING_SOFTWARE 16 SOF_TIMESTAMPING_OPT_ID 0x80 "
            + "SOF_TIMESTAMPING_TX_SCHED 0x100 SOF_TIMESTAMPING_TX_ACK 0x200 SOF_TIMESTAMPING_OPT_CMSG 0x400 "
            + "SOF_TIMESTAMPING_OPT_TSONLY 0x800 SOF_TIMESTAMPING_OPT_ID_TCP 0x10000";

    private static final String CODE_TABLE = "TCP_ESTABLISHED 1 TCP_SYN_SENT 2 TCP_SYN_RECV 3 TCP_FIN_WAIT1 4 TCP_FIN_WAIT2 5 "
            + "TCP_TIME_WAIT 6 TCP_CLOSE 7 TCP_CLOSE_WAIT 8 TCP_LAST_ACK 9 TCP_LISTEN 10 TCP_CLOSING 11 "
            + "TCP_CA_Open 0 TCP_CA_Disorder 1 TCP_CA_CWR 2 TCP_CA_Recovery 3 TCP_CA_Loss 4 "
            + "TCPI_OPT_TIMESTAMPS 1 TCPI_OPT_SACK 2 TCPI_OPT_WSCALE 4 TCPI_OPT_ECN 8 TCPI_OPT_ECN_SEEN 16 TCPI_OPT_SYN_DATA 32 "
            + "TCPI_OPT_USEC_TS 64 TCPI_OPT_TFO_CHILD 128";

    private final Map<String, Long> numbers = table(TABLE);

    private static Map<String, Long> table(String text) {
        TreeMap<String, Long> map = new TreeMap<>();
        String[] words = text.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            map.put(words[i], Long.decode(words[i + 1]));
        }
        return map;
    }

    /** The names that code blocks see beside TCP_INFO. */
    static Map<String, Long> ofCode() {
        return table(CODE_TABLE);
    }

    /** The number that a value of the script means. */
    long number(Value v) {
        if (v instanceof Value.Number n) {
            return n.value();
        }
        if (v instanceof Value.AnyOf all) {
            long bits = 0;
            for (Value part : all.parts()) {
                bits |= number(part);
            }
            return bits;
        }
        if (v instanceof Value.Name n) {
            Long known = numbers.get(n.name());
            if (known == null) {
                known = errno(n.name());
            }
            if (known != null) {
                return known;
            }
            throw ScriptProblem.unsupported("the constant " + n.name());
        }
        throw ScriptProblem.failed(0, "expected a number, found " + Value.text(v));
    }

    private static Long errno(String name) {
        for (Errno e : Errno.values()) {
            if (e.name().equals(name)) {
                return (long) e.number();
            }
        }
        return null;
    }

    /** The names that are set in a number, for messages. */
    String names(long bits, String prefix) {
        StringBuilder text = new StringBuilder();
        long left = bits;
        for (Map.Entry<String, Long> e : numbers.entrySet()) {
            long v = e.getValue();
            boolean one = e.getKey().startsWith(prefix) && Long.bitCount(v) == 1 && !e.getKey().startsWith(prefix + "_CTL");
            if (one && (left & v) != 0) {
                text.append(text.isEmpty() ? "" : "|").append(e.getKey());
                left &= ~v;
            }
        }
        return text.isEmpty() || left != 0 ? (text.isEmpty() ? "" : text + "|") + (left == 0 ? "0" : "0x" + Long.toHexString(left)) : text.toString();
    }
}
