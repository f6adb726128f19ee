package dev.wireproof.rig.packetdrill.code;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.rig.packetdrill.script.ScriptProblem;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeProgramTest {
    private static final Map<String, Long> SEEN = new TreeMap<>(Map.ofEntries(Map.entry("cwnd", 10L), Map.entry("rtt", 100L)));

    private static CodeProgram program(String... blocks) {
        CodeProgram p = new CodeProgram(new TreeMap<>(Map.ofEntries(Map.entry("OPEN", 0L))));
        for (String b : blocks) {
            p.add(7, b, SEEN);
        }
        return p;
    }

    @ParameterizedTest
    @CsvSource({"1 + 2 * 3, 7", "(1 + 2) * 3, 9", "7 // 2, 3", "-7 // 2, -4", "7 % 4, 3", "1 << 4 | 3, 19", "6 & 3, 2", "6 ^ 3, 5", "~0, -1",
        "0x10 - 1, 15", "1 < 2 < 3, 1", "3 > 2 > 2, 0", "not 0, 1", "1 and 0 or 5, 5"})
    void arithmeticIsPythons(String expression, long value) {
        assertEquals(value, CodeProgram.evaluate(1, expression));
    }

    @ParameterizedTest
    @ValueSource(strings = {"assert cwnd == 10, cwnd", "assert 90 <= rtt <= 110, 'rtt=%d' % rtt", "assert (cwnd & 2) != 0; assert cwnd",
        "x = cwnd; x += 5; assert x == 15", "# a remark\nassert cwnd == OPEN + 10 # another", "assert cwnd == 10,\\\n  cwnd", "print(cwnd, 'a')",
        "assert (cwnd ==\n 10)", "assert '%d of %d' % (1, 2) == '1 of 2'", "assert cwnd == 10;\\", ""})
    void whatHoldsPasses(String block) {
        assertDoesNotThrow(() -> program(block).run());
    }

    @Test
    void anAssertionThatDoesNotHoldShowsTheNamesItReads() {
        ScriptProblem p = assertThrows(ScriptProblem.class, () -> program("x = 1\nassert cwnd == x + 2, 'cwnd=%d' % cwnd").run());
        assertEquals(8, p.line());
        assertEquals("code\n  expected assert cwnd == x + 2, 'cwnd=%d' % cwnd\n  actual   cwnd = 10, x = 1\n  message  cwnd=10", p.getMessage());
    }

    @Test
    void variablesLastFromBlockToBlockAndObservedNamesAreRenewed() {
        CodeProgram p = program("mine = cwnd");
        p.add(9, "print(mine, cwnd); assert mine == 10; assert cwnd == 20", new TreeMap<>(Map.ofEntries(Map.entry("cwnd", 20L))));
        p.run();
        assertEquals("10 20\n", p.printed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"import os", "assert len(cwnd) == 1", "while 1: pass", "x = [1]", "assert unknown == 1", "assert 'a' + 'b'", "x = 1 / 2"})
    void anythingElseIsUnsupportedWithItsLine(String block) {
        ScriptProblem p = assertThrows(ScriptProblem.class, () -> program(block).run());
        assertEquals(ScriptProblem.Kind.UNSUPPORTED, p.kind(), p::getMessage);
        assertEquals(7, p.line());
    }

    @ParameterizedTest
    @ValueSource(strings = {"assert (1", "assert 1 2", "x = 'open", "x = = 1"})
    void codeThatIsNoneIsAFailure(String block) {
        ScriptProblem p = assertThrows(ScriptProblem.class, () -> program(block));
        assertEquals(ScriptProblem.Kind.FAILED, p.kind());
        assertTrue(p.getMessage().startsWith("code: expected"), p::getMessage);
    }
}
