package dev.wireproof.core.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.sock.Sock.Endpoint;
import dev.wireproof.core.sock.SocketRow;
import java.util.List;
import org.junit.jupiter.api.Test;

class SocketListTest {
    private static final Endpoint ANY_80 = new Endpoint(Address.ANY, 80);
    private static final Endpoint SERVER = new Endpoint(Address.parse("10.0.0.1"), 80);
    private static final Endpoint CLIENT = new Endpoint(Address.parse("10.0.0.2"), 40000);

    @Test
    void columnsAreAsWideAsTheirLongestEntry() {
        List<SocketRow> rows = List.of(
                new SocketRow("tcp", "LISTEN", 2, 128, ANY_80, null, ""),
                new SocketRow("tcp", "ESTAB", 0, 1448, SERVER, CLIENT, "on,200ms,0"),
                new SocketRow("udp", "UNCONN", 832, 0, new Endpoint(Address.ANY, 53), null, ""));
        assertEquals("""
                Netid State  Recv-Q Send-Q Local Address:Port Peer Address:Port
                tcp   LISTEN 2      128    0.0.0.0:80         0.0.0.0:*
                tcp   ESTAB  0      1448   10.0.0.1:80        10.0.0.2:40000 timer:(on,200ms,0)
                udp   UNCONN 832    0      0.0.0.0:53         0.0.0.0:*
                """, new SocketList(rows, true).text());
    }
}
