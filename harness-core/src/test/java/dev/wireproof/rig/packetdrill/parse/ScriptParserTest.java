package dev.wireproof.rig.packetdrill.parse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.rig.packetdrill.script.Action;
import dev.wireproof.rig.packetdrill.script.EventTime;
import dev.wireproof.rig.packetdrill.script.IcmpMessage;
import dev.wireproof.rig.packetdrill.script.IpInfo;
import dev.wireproof.rig.packetdrill.script.Script;
import dev.wireproof.rig.packetdrill.script.ScriptProblem;
import dev.wireproof.rig.packetdrill.script.Segment;
import dev.wireproof.rig.packetdrill.script.SystemCall;
import dev.wireproof.rig.packetdrill.script.Value;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptParserTest {
    private static Script script(String text) {
        return ScriptParser.parse("a.pkt", text, new TreeMap<>());
    }

    private static Segment segment(String packet) {
        return assertInstanceOf(Segment.class, script("0 " + packet).events().get(0).action());
    }

    private static SystemCall call(String text) {
        return assertInstanceOf(SystemCall.class, script("0 " + text).events().get(0).action());
    }

    @Test
    void aScriptHasOptionsACommandEventsAndACleanup() {
        Script s = script("""
                --mtu=1400 // a remark
                --strict_segments
                /* another
                   remark */
                `first`
                0 `second`
                +1.5 %{ third }%
                `last`
                """);
        assertEquals(List.of("mtu=1400", "strict_segments="), s.options().stream().map(o -> o.name() + "=" + o.value()).toList());
        assertEquals(new Script.ShellText(5, "first"), s.init());
        assertEquals(new Action.ShellCommand("second"), s.events().get(0).action());
        assertEquals(new Action.CodeBlock(" third "), s.events().get(1).action());
        assertEquals(new Script.ShellText(8, "last"), s.cleanup());
        assertEquals(7, s.events().get(1).line());
    }

    @ParameterizedTest
    @CsvSource({"0.25, ABSOLUTE, 250000000, 250000000", "+.1, RELATIVE, 100000000, 100000000", "+0, RELATIVE, 0, 0",
        "1~2, ABSOLUTE_RANGE, 1000000000, 2000000000", "+1~+1.000001, RELATIVE_RANGE, 1000000000, 1000001000", "*, ANY, 0, 0"})
    void timesAreNanoseconds(String time, EventTime.Kind kind, long start, long end) {
        assertEquals(new EventTime(kind, start, end), script("0 `x`\n" + time + " > . 1:1(0)").events().get(1).time());
    }

    @Test
    void aSegmentHasFlagsNumbersAndOptions() {
        Segment s = segment("> [tos 0x1b] FSRPEWUA. 1:11(10) ack 5 win 7 urg 3 <mss 1460,nop,nop,nop,eol>");
        assertEquals(0x1FF, s.flags());
        assertEquals(List.of(1, 10, 5, 7, 3), List.of(s.seq(), s.length(), s.ack(), s.window(), s.urgent()));
        assertEquals(new IpInfo(IpInfo.TosCheck.ALL, 0x1b, -1, -1), s.ip());
        assertEquals(8, segment("> . 1:1(0) <nop,nop,TS val 4294967295 ecr 2>").options().length - 4);
        assertNull(segment("> . 1:1(0) <...>").options());
        assertEquals(0, segment("> - 1:1(0)").flags());
        assertEquals(40_000, segment("< 40000 > 8080 S 0:0(0) win 1").sourcePort());
        assertEquals(-1, segment("> . 4294967295:4(5)").seq());
    }

    @ParameterizedTest
    @CsvSource({"P.5, 5, 0x158", "S0, 0, 2", ".7, 7, 0x1D0", "SA1, 1, 0x142"})
    void aDigitAmongFlagsIsTheAceCounter(String flags, int ace, String bits) {
        Segment s = segment("> " + flags + " 1:1(0)");
        assertEquals(ace, s.ace());
        assertEquals(Integer.decode(bits) & ~(flags.contains("A") ? 0x100 : 0), s.flags() & ~(flags.contains("A") ? 0x100 : 0));
    }

    @Test
    void optionsAreOctets() {
        assertArrayEquals(new byte[] {3, 3, 7, 1, 4, 2, 1, 1, 5, 10, 0, 0, 0, 1, 0, 0, 0, 2, 1, 1},
                segment("> S 0:0(0) <wscale 7,nop,sackOK,nop,nop,sack 1:2,nop,nop>").options());
        assertArrayEquals(new byte[] {34, 6, 1, 2, (byte) 0xab, (byte) 0xcd, 1, 1}, segment("> S 0:0(0) <FO 0102abcd,nop,nop>").options());
        assertArrayEquals(new byte[] {(byte) 254, 4, (byte) 0xf9, (byte) 0x89}, segment("> S 0:0(0) <FOEXP>").options());
        assertArrayEquals(new byte[] {34, 2, 1, 1}, segment("> S 0:0(0) <FO,nop,nop>").options());
    }

    @Test
    void icmpMessagesQuoteASegment() {
        Action a = script("0 < icmp unreachable frag_needed mtu 1200 [5:6(1)]").events().get(0).action();
        assertEquals(new IcmpMessage(true, IpInfo.UNSAID, "unreachable", "frag_needed", 1200, 0, IcmpMessage.Quoted.TCP, 5, 1), a);
    }

    @Test
    void callsHaveArgumentsOfEveryKind() {
        SystemCall c = call("f(..., 1, -2, 0x10, NULL, A|B, [3, 4], {x=1, y(2)=[{..., 5}]}, htons(80), \"a\\x41\\n\") = -1 EAGAIN (try again)");
        assertEquals("[..., 1, -2, 16, NULL, A|B, [3, 4], {x=1, y(2)=[{..., 5}]}, htons(80), \"aA\n\"]", c.arguments().stream().map(Value::text).toList().toString());
        assertEquals("EAGAIN", c.errno());
        assertEquals(new Value.Number(-1), c.result());
        assertEquals(-1, c.endNanos());
        assertTrue(call("g() = 0").arguments().isEmpty());
    }

    @Test
    void aCallThatBlocksSaysWhenItReturns() {
        SystemCall c = assertInstanceOf(SystemCall.class, script("0 `x`\n+.1...0.25 read(3, ..., 1) = 1").events().get(1).action());
        assertEquals(250_000_000, c.endNanos());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0 socket(.. = 3 | 1 | column 10: expected a value, found '.'",
        "0 < S 0:0(0) | 1 | column 13: expected 'win' of an inbound segment, found the end of the file",
        "0 > S 0:5(4) | 1 | column 7: expected the range 0:4 for 4 octets, found 0:5",
        "0 > X 0:0(0) | 1 | column 5: expected flags out of FSRP.UEWA",
        "0 > S 0:0(0) <mss> | 1 | column 18: expected an MSS, found '>'",
        "0 > S 0:0(0) <mss 70000> | 1 | column 19: expected an MSS from 0 to 65535, found '70000'",
        "0 > S 0:0(0) <nop> | 1 | column 14: expected options of up to 40 octets in groups of 4, found 1 octets",
        "0 > S 0:0(0) <wibble> | 1 | column 15: expected a TCP option, found 'wibble'",
        "0 < S 0:0(0) win 1 <...> | 1 | column 21: expected the options of an inbound segment, found '...'",
        "0 f() | 1 | column 6: expected '=', found the end of the file",
        "1~0.5 > . 1:1(0) | 1 | column 1: expected a time range that does not end before it starts",
        "0 > | 1 | column 4: expected",
        "when | 1 | column 1: expected a time, found 'when'",
        "-1 `x` | 1 | column 1: expected a time from 0 to 1000000 seconds, found '-1'",
        "0 `x | 1 | column 3: expected ` to end the text that starts here",
        "0 %{ x | 1 | column 3: expected '}%' to end the code that starts here",
        "--define=x | 1 | column 1: expected --define=SYMBOL=VALUE"})
    void whatIsNoScriptIsOneLineWithPlaceAndExpectation(String text, int line, String message) {
        ScriptProblem p = assertThrows(ScriptProblem.class, () -> script(text));
        assertEquals(line, p.line());
        assertTrue(p.getMessage().startsWith(message), p::getMessage);
        assertEquals(1, p.getMessage().lines().count());
    }

    @Test
    void placesCountLinesBehindRemarksAndCode() {
        ScriptProblem p = assertThrows(ScriptProblem.class, () -> script("0 `a\nb`\n/* c\n */ +0 %{ d\n }%\n  +0 wrong"));
        assertEquals("6 column 11: expected '(', found the end of the file", p.line() + " " + p.getMessage());
    }
}
