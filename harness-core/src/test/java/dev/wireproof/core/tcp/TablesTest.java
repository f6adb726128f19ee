package dev.wireproof.core.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.tcp.listen.Request;
import dev.wireproof.core.tcp.tcb.SendBuffer;
import dev.wireproof.core.tcp.tcb.TableEntry;
import dev.wireproof.core.tcp.tcb.Tcb;
import dev.wireproof.core.tcp.tcb.TcpState;
import dev.wireproof.core.tcp.timewait.TimeWait;
import dev.wireproof.rig.report.coverage.Proves;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What stands in the table of connections before and after a connection. */
class TablesTest {
    private static final Set<Class<?>> HEAVY = Set.of(SkBuff.class, SendBuffer.class, Tcb.class, TcpSock.class);

    private final Bench b = new Bench();

    @Test
    @Proves("TCP-3/syn-queue-hash")
    void aRequestIsFoundByItsFourValuesAmongAThousand() {
        TcpSock l = b.host.listener(Bench.PORT, 1000);
        for (int port = 5000; port < 6000; port++) {
            b.peerPort = port;
            b.forgetIsn();
            b.in(b.seg("S", 0, 0).mss(1000));
            b.out();
        }
        assertEquals(1000, l.listener().requests());
        assertEquals(1000, b.host.tcp.sockets.connections.size());
        entries().forEach(e -> assertInstanceOf(Request.class, e));
        assertEquals(TcpState.SYN_RECEIVED, b.host.tcp.sockets.stateOf(Bench.PORT, 5500));
    }

    @Test
    @Proves("TCP-2/time-wait-small")
    void whatIsLeftInTimeWaitReachesNoBuffer() {
        TcpSock s = b.connected();
        s.close(Host.NOW);
        b.out();
        b.in("FA", 1, 2);
        assertEquals(1, b.host.tcp.timeWaits());
        TimeWait left = assertInstanceOf(TimeWait.class, entries().get(0));
        assertEquals(List.of(), heavyFieldsOf(left));
    }

    private List<TableEntry> entries() {
        List<TableEntry> all = new ArrayList<>();
        b.host.tcp.sockets.connections.forEach(all::add);
        return all;
    }

    // Fields of the object and of the plain objects that it owns; what it shares with the host, such as the
    // key of signatures, is not its size.
    private static List<String> heavyFieldsOf(Object root) {
        List<String> heavy = new ArrayList<>();
        Set<Class<?>> seen = new HashSet<>();
        Deque<Class<?>> open = new ArrayDeque<>(List.of(root.getClass()));
        while (!open.isEmpty()) {
            for (Field f : open.pop().getDeclaredFields()) {
                Class<?> type = f.getType();
                if (Modifier.isStatic(f.getModifiers()) || type.isPrimitive() || type == Address.class || f.getName().equals("signatureKey")) {
                    continue;
                }
                if (HEAVY.contains(type) || type.isArray()) {
                    heavy.add(f.toString());
                } else if (isOwned(type) && seen.add(type)) {
                    open.push(type);
                }
            }
        }
        return heavy;
    }

    private static boolean isOwned(Class<?> type) {
        return type.getName().startsWith("dev.wireproof.core.tcp.tcb") || type.getName().contains("TimeWait$");
    }
}
