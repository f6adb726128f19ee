package dev.wireproof.core.tcp.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.core.tcp.output.SendRule.Eagerness;
import dev.wireproof.core.tcp.output.SendRule.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be sent, as a table. */
class SendRuleTest {
    @ParameterizedTest(name = "{7}")
    @CsvSource({
        "true,  5000, 1000, true,  false, NAGLE,  true,  a full segment goes whatever is outstanding,                     GO",
        "true,  5000,  100, false, false, NAGLE,  false, a small one goes when no small one is outstanding (Minshall),    GO",
        "true,  5000,  100, false, false, NAGLE,  true,  a second small one waits,                                        SMALL",
        "true,  5000,  100, false, true,  NAGLE,  true,  the end of the stream never waits,                               GO",
        "true,  5000,  100, false, false, ALWAYS, true,  without Nagle nothing small waits,                               GO",
        "true,  5000,  100, false, false, NEVER,  false, a cork holds a small one even when nothing is outstanding,       SMALL",
        "true,  5000, 1000, true,  false, NEVER,  false, a cork lets full segments pass,                                  GO",
        "true,  5000,  100, false, true,  NEVER,  false, the end of the stream passes a cork,                             GO",
        "false, 5000, 1000, true,  false, ALWAYS, false, the congestion window comes first,                               CONGESTION",
        "true,   999, 1000, true,  false, ALWAYS, false, one octet too few in the window,                                 WINDOW",
        "true,  1000, 1000, true,  false, ALWAYS, false, exactly the window,                                              GO",
        "true,     0,    0, true,  true,  ALWAYS, false, a FIN alone takes a number of the window,                        WINDOW",
        "true,     1,    0, true,  true,  ALWAYS, false, a FIN alone with room for its number,                            GO",
        "true, -1000,  100, false, false, ALWAYS, false, a window drawn back below SND.NXT,                               WINDOW",
    })
    void judges(boolean congestion, int room, int length, boolean full, boolean fin, Eagerness eagerness, boolean small, String why,
            Verdict expected) {
        assertEquals(expected, SendRule.judge(congestion, room, length, full, fin, eagerness, small), why);
    }
}
