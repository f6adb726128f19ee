package dev.wireproof.rig.report.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SpecCatalogueTest {
    private static final String RFC_HEADER = "id\trfc\tsection\tlevel\tarea\trequirement\ttestable\n";

    @Test
    void theProjectsTablesLoad() {
        var catalogue = SpecCatalogue.load();
        assertEquals(98, catalogue.rows().size());
        assertEquals(688, catalogue.requirements().size());
        assertEquals("TCP-10", catalogue.clause("TCP-10/rto-fires").orElseThrow().row());
        assertTrue(catalogue.clause("TCP-1/listen-to-syn-received").isPresent());
        assertTrue(catalogue.clause("TCP-10/first-sample").isPresent());
        assertEquals("MUST", catalogue.requirement("9293-3.10.7.2-c").orElseThrow().level());
    }

    @Test
    void everyRowHasAClauseAndEveryClauseEndsAsASentence() {
        var catalogue = SpecCatalogue.load();
        catalogue.rows().forEach((row, clauses) -> assertTrue(!clauses.isEmpty(), row));
        catalogue.clauses().forEach(clause -> assertTrue(clause.text().endsWith("."), clause.id()));
    }

    @Test
    void aLineWithoutTabIsNamedWithFileAndLine() {
        var complaint = assertThrows(TableException.class,
                () -> SpecCatalogue.parse("clause\ttext\nTCP-1/open opens", RFC_HEADER)).getMessage();
        assertEquals("spec.tsv:2: expected 2 fields separated by tabs (clause, text), found 1", complaint);
    }

    @Test
    void aRepeatedClauseIsRefused() {
        var complaint = assertThrows(TableException.class,
                () -> SpecCatalogue.parse("clause\ttext\nTCP-1/open\tA.\nTCP-1/open\tB.\n", RFC_HEADER)).getMessage();
        assertEquals("spec.tsv:3: clause TCP-1/open is there twice", complaint);
    }

    @Test
    void anUnknownLevelIsRefused() {
        var complaint = assertThrows(TableException.class, () -> SpecCatalogue.parse("clause\ttext\n",
                RFC_HEADER + "1-a\t1\t1\tOUGHT\ttcp\tIt does.\twire\n")).getMessage();
        assertEquals("rfc-requirements.tsv:2: level must be one of MUST, MUST NOT, SHOULD, SHOULD NOT, MAY, found \"OUGHT\"",
                complaint);
    }
}
