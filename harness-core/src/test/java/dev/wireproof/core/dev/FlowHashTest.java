package dev.wireproof.core.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.core.base.Address;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowHashTest {
    /** The verification suite of the RSS specification: destination, source, hash of addresses, hash with ports. */
    @ParameterizedTest
    @CsvSource({
        "161.142.100.80, 1766, 66.9.149.187, 2794, 323e8fc2, 51ccc178",
        "65.69.140.83, 4739, 199.92.111.2, 14230, d718262a, c626b0ea",
        "12.22.207.184, 38024, 24.19.198.95, 12898, d2d0a5de, 5c2b394a",
        "209.142.163.6, 2217, 38.27.205.30, 48228, 82989176, afc7327f",
        "202.188.127.2, 1303, 153.39.163.191, 44251, 5d1809c5, 10e828a2"
    })
    void theHashAgreesWithThePublishedVectors(String to, int toPort, String from, int fromPort, String addresses, String whole) {
        int hash = FlowHash.toeplitz(FlowHash.toeplitz(0, 0, Address.parse(from).v4()), 1, Address.parse(to).v4());
        assertEquals(addresses, Integer.toHexString(hash));
        assertEquals(whole, Integer.toHexString(FlowHash.toeplitz(hash, 2, fromPort << 16 | toPort)));
    }
}
