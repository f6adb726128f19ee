package dev.wireproof.core.tcp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.core.base.Address;
import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.sim.Event;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.skb.SkBuff;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.Sock.Shutdown;
import java.io.ByteArrayOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Two hosts and a bad cable: whatever is lost, doubled, late or overtaken, every octet arrives once and in order, and both ends close. */
class TwoHostsPropertiesTest {
    private static final Address A = Address.parse("192.0.2.1");
    private static final Address B = Address.parse("192.0.2.2");
    private static final long MS = 1_000_000L;
    private static final int PERCENT = 10_000;

    private final EventLoop loop = new EventLoop();
    private Rng chance;
    private int lossPercent;
    private int jitterMillis;
    private boolean bad = true;
    private Host a;
    private Host b;

    @Property(tries = 60)
    void everyOctetArrivesOnceAndInOrder(@ForAll long seed, @ForAll @IntRange(max = 20) int loss, @ForAll @IntRange(max = 30) int jitter,
            @ForAll boolean textbook, @ForAll @IntRange(min = 1, max = 60_000) int octets,
            @ForAll @IntRange(min = 1, max = 9000) int writeSize, @ForAll @IntRange(min = 1, max = 20_000) int buffer) {
        TwoHostsPropertiesTest run = new TwoHostsPropertiesTest();
        run.chance = Rng.ofSeed(seed);
        run.lossPercent = loss;
        run.jitterMillis = jitter;
        run.transfer(textbook ? Profile.TEXTBOOK : Profile.MODERN, octets, writeSize, buffer);
    }

    private void transfer(Profile profile, int octets, int writeSize, int buffer) {
        a = new Host(loop, profile, A, skb -> carry(skb, b));
        b = new Host(loop, profile, B, skb -> carry(skb, a));
        TcpSock listener = b.socket();
        listener.setOption(Option.SO_RCVBUF, buffer);
        listener.bind(Address.ANY, 80);
        listener.listen(1);
        TcpSock client = a.connecting(B, 80);
        byte[] sent = Seg.pattern(0, octets);
        ByteArrayOutputStream got = new ByteArrayOutputStream();
        TcpSock[] server = new TcpSock[1];
        int[] written = {0};
        boolean[] ended = {false};
        long limit = 3_600_000 * MS;
        for (long step = 1; !ended[0] && loop.now() < limit; step++) {
            loop.runUntil(loop.now() + 5 * MS);
            bad = loop.now() < 60_000 * MS;
            write(client, sent, written, writeSize);
            if (server[0] == null && listener.listener().waiting() > 0) {
                server[0] = (TcpSock) listener.accept(Host.NOW);
            }
            if (server[0] != null && step % 3 == 0) {
                ended[0] = read(server[0], got);
            }
        }
        assertArrayEquals(sent, got.toByteArray());
        assertEquals(true, ended[0], "the end of the stream did not arrive");
        server[0].close(Host.NOW);
        client.close(Host.NOW);
        listener.close(Host.NOW);
        bad = false;
        loop.runUntil(loop.now() + 400_000 * MS);
        a.assertEmpty();
        b.assertEmpty();
    }

    private static void write(TcpSock client, byte[] sent, int[] written, int writeSize) {
        if (!client.state().maySend() || written[0] > sent.length) {
            return;
        }
        if (written[0] == sent.length) {
            client.shutdown(Shutdown.WRITE);
            written[0]++;
            return;
        }
        try {
            int length = Math.min(writeSize, sent.length - written[0]);
            written[0] += client.send(sent, written[0], length, 0, null, Host.NOW);
        } catch (ErrnoException e) {
            assertEquals(Errno.EAGAIN, e.errno());
        }
    }

    private static boolean read(TcpSock server, ByteArrayOutputStream got) {
        byte[] part = new byte[3000];
        try {
            int count = server.receive(part, 0, part.length, 0, Host.NOW).count();
            got.write(part, 0, count);
            return count == 0;
        } catch (ErrnoException e) {
            assertEquals(Errno.EAGAIN, e.errno());
            return false;
        }
    }

    private void carry(SkBuff skb, Host to) {
        byte[] octets = skb.toBytes();
        Address from = new Address(skb.sourceHigh, skb.sourceLow);
        int copies = !bad ? 1 : chance.chance(lossPercent * PERCENT) ? 0 : chance.chance(2 * PERCENT) ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            long delay = 10 * MS + (bad && jitterMillis > 0 ? chance.below(jitterMillis * MS) : 0);
            loop.schedule(new Event(() -> to.network.deliver(octets.clone(), from)), loop.now() + delay);
        }
    }
}
