package dev.wireproof.rig.packetdrill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.wireproof.rig.packetdrill.parse.ScriptParser;
import dev.wireproof.rig.report.coverage.Deviation;
import dev.wireproof.rig.report.coverage.DeviationLedger;
import dev.wireproof.support.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Scripts that others wrote, in the folder that {@code -Dcorpus=DIR} names; no tests where it names none. */
@Tag("external")
class CorpusTest {
    /** Subjects of the ledger that are scripts: a path below the corpus follows. */
    private static final String SCRIPT = "script:";

    private static Stream<Path> corpus() {
        String folder = System.getProperty("corpus", "");
        return folder.isEmpty() ? Stream.empty() : Packetdrill.scripts(List.of(Path.of(folder))).stream();
    }

    @TestFactory
    Stream<DynamicTest> everyScriptCanBeRead() {
        return corpus().map(f -> dynamicTest(f.toString(), () -> read(f)));
    }

    private static void read(Path file) throws IOException {
        ScriptParser.parse(file.toString(), Files.readString(file), Flags.CORPUS_IPV4.symbols());
    }

    @TestFactory
    Stream<DynamicTest> everyScriptEndsTheSameWayTwice() {
        Packetdrill runner = new Packetdrill(Flags.CORPUS_IPV4, List.of(), 1);
        return corpus().map(f -> dynamicTest(f.toString(), () -> assertEquals(runner.run(f), runner.run(f))));
    }

    @TestFactory
    Stream<DynamicTest> everyScriptPassesUnlessTheLedgerSaysWhyNot() throws IOException {
        Packetdrill runner = new Packetdrill(Flags.CORPUS_IPV4, List.of(), 1);
        List<Deviation> ledger = DeviationLedger.read(ProjectFiles.root().resolve("deviations.tsv")).rows();
        return corpus().map(f -> dynamicTest(f.toString(), () -> {
            Verdict v = runner.run(f);
            boolean isExcused = ledger.stream().anyMatch(d -> d.subject().startsWith(SCRIPT) && f.endsWith(d.subject().substring(SCRIPT.length())));
            assertEquals(isExcused ? Verdict.Result.FAILED : Verdict.Result.PASSED, v.result(),
                    () -> isExcused ? "passes, so its row in deviations.tsv is stale" : v.line() + ": " + v.message() + "\n" + v.ladder());
        }));
    }
}
