package dev.wireproof.core.tcp;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.SocketType;
import dev.wireproof.core.tcp.listen.DeferredAccept;
import dev.wireproof.core.tcp.output.SegmentSender;
import dev.wireproof.core.tcp.output.SendRule;
import dev.wireproof.core.tcp.receiver.WindowAdvertiser;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpState;
import dev.wireproof.core.tcp.tcb.UserChoices;
import dev.wireproof.core.tcp.timer.Keepalive;
import dev.wireproof.core.wire.IpProtocol;

/** Options of level TCP (facts H.3). */
final class OptionCalls {
    private static final int SMALLEST_MSS = 88;
    private static final int LINGER2_MOST_SECONDS = 120;

    private final TcpSock sock;
    private final CongestionChoice congestion;

    OptionCalls(TcpSock sock, CongestionChoice congestion) {
        this.sock = sock;
        this.congestion = congestion;
    }

    CongestionChoice congestion() {
        return congestion;
    }

    Errno set(Option option, long value) {
        if (option.level() != Option.Level.TCP || option.isReadOnly() || option.isText()) {
            return Errno.ENOPROTOOPT;
        }
        if (!option.takes(value) || option == Option.TCP_MAXSEG && value != 0 && value < SMALLEST_MSS) {
            return Errno.EINVAL;
        }
        UserChoices c = sock.choices();
        int number = (int) value;
        switch (option) {
            case TCP_NODELAY -> noDelay(value != 0);
            case TCP_CORK -> cork(value != 0);
            case TCP_MAXSEG -> c.maxSegment = number;
            case TCP_KEEPIDLE -> c.keepIdleSeconds = number;
            case TCP_KEEPINTVL -> c.keepIntervalSeconds = number;
            case TCP_KEEPCNT -> c.keepCount = number;
            case TCP_SYNCNT -> c.synRetries = number;
            case TCP_LINGER2 -> c.linger2Seconds = number < 0 ? -1 : Math.min(number, LINGER2_MOST_SECONDS);
            case TCP_USER_TIMEOUT -> c.userTimeoutMillis = number;
            case TCP_DEFER_ACCEPT -> c.deferredTimeouts = DeferredAccept.timeoutsOf(number);
            case TCP_THIN_LINEAR_TIMEOUTS -> c.thinLinearTimeouts = value != 0;
            case TCP_INQ -> c.tellUnread = value != 0;
            case TCP_NOTSENT_LOWAT -> {
                c.notSentLowWater = number;
                sock.sendSpaceChanged();
            }
            case TCP_QUICKACK -> quickAck(number);
            case TCP_WINDOW_CLAMP -> {
                return windowClamp(number);
            }
            case TCP_FASTOPEN, TCP_FASTOPEN_CONNECT, TCP_FASTOPEN_NO_COOKIE -> {
                return sock.fastOpening().set(option, number);
            }
            default -> {
                return Errno.ENOPROTOOPT;
            }
        }
        return Errno.OK;
    }

    private void noDelay(boolean on) {
        sock.choices().noDelay = on;
        if (on) {
            pushNow();
        }
    }

    private void cork(boolean on) {
        sock.choices().cork = on;
        if (!on) {
            Tcb t = sock.tcb();
            if (isConnected(t)) {
                SegmentSender sender = sock.tcp.out.sender();
                sender.push(t, sock.choices().noDelay ? SendRule.Eagerness.ALWAYS : SendRule.Eagerness.NAGLE);
            }
        }
    }

    private void pushNow() {
        Tcb t = sock.tcb();
        if (isConnected(t)) {
            sock.tcp.out.sender().push(t, SendRule.Eagerness.ALWAYS);
        }
    }

    // Linux tcp_set_window_clamp.
    private Errno windowClamp(int octets) {
        Tcb t = sock.tcb();
        boolean closed = !sock.isListening() && (t == null || t.state() == TcpState.CLOSED);
        if (octets == 0 && !closed) {
            return Errno.EINVAL;
        }
        int clamp = octets == 0 ? 0 : Math.max(octets, WindowAdvertiser.SMALLEST_CLAMP);
        sock.choices().windowClamp = clamp;
        if (isConnected(t)) {
            t.window.limit(clamp, t.receive.wnd);
        }
        return Errno.OK;
    }

    private static boolean isConnected(Tcb t) {
        return t != null && t.state().isSynchronized();
    }

    // 1 leaves dialogue mode and sends what is due; an even number enters it again; 0 enters it.
    private void quickAck(int value) {
        Tcb t = sock.tcb();
        if (!isConnected(t)) {
            return;
        }
        if (value == 0) {
            t.ack.enterPingpong();
            return;
        }
        t.ack.leavePingpong();
        if (t.ack.isScheduled() && t.state().maySend()) {
            sock.tcp.out.acknowledger().now(t);
            if ((value & 1) == 0) {
                t.ack.enterPingpong();
            }
        }
    }

    long get(Option option) {
        UserChoices c = sock.choices();
        Tcb t = sock.tcb();
        return switch (option) {
            case SO_TYPE -> SocketType.STREAM.number();
            case SO_PROTOCOL -> IpProtocol.TCP;
            case SO_ACCEPTCONN -> sock.isListening() ? 1 : 0;
            case IP_MTU -> {
                if (!isConnected(t)) {
                    throw new ErrnoException("getsockopt IP_MTU", Errno.ENOTCONN);
                }
                yield sock.tcp.network.pathMtu(t.path);
            }
            case TCP_NODELAY -> c.noDelay ? 1 : 0;
            case TCP_CORK -> c.cork ? 1 : 0;
            case TCP_MAXSEG -> isConnected(t) ? t.mss : c.maxSegment > 0 ? c.maxSegment : 536;
            case TCP_KEEPIDLE -> c.keepIdleSeconds > 0 ? c.keepIdleSeconds : sock.tcp.settings.keepaliveTime.value();
            case TCP_KEEPINTVL -> c.keepIntervalSeconds > 0 ? c.keepIntervalSeconds : sock.tcp.settings.keepaliveInterval.value();
            case TCP_KEEPCNT -> c.keepCount > 0 ? c.keepCount : sock.tcp.settings.keepaliveProbes.value();
            case TCP_SYNCNT -> c.synRetries > 0 ? c.synRetries : sock.tcp.settings.synRetries.value();
            case TCP_LINGER2 -> c.linger2Seconds != 0 ? c.linger2Seconds : sock.tcp.settings.finTimeout.value();
            case TCP_USER_TIMEOUT -> c.userTimeoutMillis;
            case TCP_WINDOW_CLAMP -> isConnected(t) ? t.window.clamp() : c.windowClamp;
            case TCP_DEFER_ACCEPT -> DeferredAccept.secondsOf(c.deferredTimeouts);
            case TCP_THIN_LINEAR_TIMEOUTS -> c.thinLinearTimeouts ? 1 : 0;
            case TCP_INQ -> c.tellUnread ? 1 : 0;
            case TCP_NOTSENT_LOWAT -> c.notSentLowWater & 0xFFFF_FFFFL;
            case TCP_QUICKACK -> t == null || !t.ack.inPingpong() ? 1 : 0;
            case TCP_FASTOPEN, TCP_FASTOPEN_CONNECT, TCP_FASTOPEN_NO_COOKIE -> sock.fastOpening().get(option);
            default -> throw new ErrnoException("getsockopt " + option, Errno.ENOPROTOOPT);
        };
    }

    void set(Option option, String name) {
        if (option != Option.TCP_CONGESTION) {
            throw new ErrnoException("setsockopt " + option, Errno.ENOPROTOOPT);
        }
        Tcb t = sock.tcb();
        if (congestion.choose(name, sock.options.owner().privileged()) && isConnected(t)) {
            sock.tcp.strategies.change(t, name, sock.tcp.loop.now());
        }
    }

    String name(Option option) {
        if (option != Option.TCP_CONGESTION) {
            throw new ErrnoException("getsockopt " + option, Errno.ENOPROTOOPT);
        }
        return congestion.name();
    }

    /** An option of another level that the connection obeys has changed. */
    void changed(Option option) {
        if (option == Option.SO_MAX_PACING_RATE) {
            pace();
        } else if (option == Option.SO_KEEPALIVE) {
            keepalive(sock.options.isOn(option));
        } else if (option.level() == Option.Level.IP || option == Option.SO_MARK || option == Option.SO_PRIORITY) {
            sock.applyToPath();
        }
    }

    /** Segments are spread from the first wish for a rate on (Linux {@code sk_pacing_status}). */
    void pace() {
        long most = sock.options.get(Option.SO_MAX_PACING_RATE);
        if (sock.tcb() != null) {
            sock.tcb().pacing.limit(most);
        }
    }

    private void keepalive(boolean on) {
        sock.choices().keepalive = on;
        Tcb t = sock.tcb();
        if (!isConnected(t) || t.state() == TcpState.TIME_WAIT) {
            return;
        }
        if (on) {
            t.timers.idleIn(Keepalive.idleNanos(t, sock.tcp.settings));
        } else {
            t.timers.stopIdle();
        }
    }
}
