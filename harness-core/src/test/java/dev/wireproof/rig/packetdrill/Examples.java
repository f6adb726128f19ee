package dev.wireproof.rig.packetdrill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.support.ProjectFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs texts as scripts and says how they must end. */
final class Examples {
    static final Path FOLDER = ProjectFiles.root().resolve("harness-core/src/test/resources/packetdrill");

    /** A listener on descriptor 3 and an established connection on 4, peer's MSS 1000, no timestamps; 0.2 s have passed. */
    static final String ESTABLISHED = """
            0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
            +0 bind(3, ..., ...) = 0
            +0 listen(3, 1) = 0
            +0.1 < S 0:0(0) win 32792 <mss 1000,nop,wscale 7>
            +0 > S. 0:0(0) ack 1 <...>
            +0.1 < . 1:1(0) ack 1 win 257
            +0 accept(3, ..., ...) = 4
            """;

    private Examples() {}

    static Verdict run(String text) {
        return run(text, List.of());
    }

    static Verdict run(String text, List<Map.Entry<String, String>> flags) {
        return new Packetdrill(Flags.STANDARD, flags, 1).run(FOLDER.resolve("text.pkt"), text);
    }

    static void passes(String text) {
        Verdict v = run(text);
        assertEquals(Verdict.Result.PASSED, v.result(), v::message);
    }

    /** Ends on this line of the text, with these parts in the message. */
    static Verdict ends(Verdict.Result result, int line, String text, String... parts) {
        Verdict v = run(text);
        assertEquals(result + " at " + line, v.result() + " at " + v.line(), v::message);
        for (String part : parts) {
            assertTrue(v.message().contains(part), v::message);
        }
        return v;
    }

    static Verdict fails(int line, String text, String... parts) {
        return ends(Verdict.Result.FAILED, line, text, parts);
    }

    static Verdict unsupported(int line, String text, String... parts) {
        return ends(Verdict.Result.UNSUPPORTED, line, text, parts);
    }
}
