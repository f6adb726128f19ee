package dev.wireproof.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.wireproof.rig.scenario.Scenario;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CatalogueListTest {
    @Test
    void everyClassWithScenariosIsListed() {
        var written = new TreeSet<String>();
        for (JavaClass c : new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.wireproof.catalogue")) {
            if (c.getMethods().stream().anyMatch(m -> m.isAnnotatedWith(Scenario.class))) {
                written.add(c.getName());
            }
        }
        var listed = new TreeSet<String>();
        new WireproofCatalogue().scenarioClasses().forEach(c -> listed.add(c.getName()));
        assertEquals(written, listed);
    }
}
