package dev.wireproof.core.tcp.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Proportional rate reduction against the numbers of RFC 6937 section 3.1 and a computed walk. */
class PrrTest {
    /** Acknowledgements of one segment each at which something may be sent, when all that may be sent is sent. */
    private static List<Integer> sendingAcks(Prr prr, int firstAck, int lastAck, int flight) {
        List<Integer> acks = new ArrayList<>();
        int inFlight = flight;
        for (int ack = firstAck; ack <= lastAck; ack++) {
            inFlight -= ack == firstAck ? 0 : 1;
            int count = Math.max(0, prr.allowance(1, inFlight, false));
            prr.onSent(count);
            inFlight += count;
            if (count > 0) {
                acks.add(ack);
            }
        }
        return acks;
    }

    @Test
    void fromTwentyToTenSomethingLeavesAtEverySecondAck() {
        Prr prr = new Prr();
        prr.begin(20, 10);
        assertEquals(List.of(3, 5, 7, 9, 11, 13, 15, 17), sendingAcks(prr, 3, 19, 18));
    }

    @Test
    void fromTenToFive() {
        Prr prr = new Prr();
        prr.begin(10, 5);
        assertEquals(List.of(3, 6, 7, 8, 9), sendingAcks(prr, 3, 9, 6));
    }

    @Test
    void belowTheThresholdProgressAllowsOneMoreThanArrives() {
        Prr prr = new Prr();
        prr.begin(20, 10);
        prr.onSent(1);
        assertEquals(1, prr.allowance(1, 4, false));
        prr.onSent(1);
        assertEquals(2, prr.allowance(1, 5, true));
    }

    @Test
    void theFirstTransmissionAlwaysGoes() {
        Prr prr = new Prr();
        prr.begin(100, 50);
        assertEquals(1, prr.allowance(1, 98, false));
        prr.begin(100, 50);
        assertEquals(1, prr.allowance(1, 200, false));
    }
}
