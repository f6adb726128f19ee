package dev.wireproof.meta;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.regex.Pattern;

/** The project's own compiled classes without its tests, read once. */
final class MainClasses {

    private static final Pattern TEST_OUTPUT = Pattern.compile(".*(/test-classes/|-tests\\.jar|/test/dev/wireproof/).*");

    static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption((ImportOption) location -> !location.matches(TEST_OUTPUT))
            .importPackages("dev.wireproof");

    private MainClasses() {
    }
}
