package dev.wireproof.meta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.support.ProjectFiles;
import io.qameta.allure.Allure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TidyTest {

    private static final Path ROOT = ProjectFiles.root();
    private static final List<SourceFile> JAVA = javaBelow("harness-core/src", "scenarios/src");

    @Test
    void noSourceFileIsTooLong() {
        Allure.parameter("median lines of a file", Tidy.medianLines(JAVA));
        assertEquals(List.of(), Tidy.tooLong(JAVA));
        assertEquals(List.of(), Tidy.tooManyLong(JAVA));
    }

    @Test
    void noMethodIsTooLong() {
        assertEquals(List.of(), SourceFile.methodsLongerThan(Tidy.LONGEST_METHOD, JAVA));
    }

    @Test
    void theSourcesAreTidyText() {
        assertEquals(List.of(), Tidy.untidyText(JAVA));
    }

    @Test
    void theFilesBesideTheSourcesAreTidyText() {
        List<SourceFile> files = new ArrayList<>();
        for (String name : List.of("pom.xml", "harness-core/pom.xml", "scenarios/pom.xml", "README.md", "reports/README.md", "harness", ".ci/run", ".gitignore")) {
            files.add(read(ROOT.resolve(name)));
        }
        assertEquals(List.of(), Tidy.untidyText(files));
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        assertEquals(List.of(), Tidy.withoutPackageInfo(JAVA));
    }

    @Test
    void theLicenceIsApache2() {
        String text = read(ROOT.resolve("LICENSE")).text();
        assertTrue(text.contains("Apache License") && text.contains("Version 2.0, January 2004"));
    }

    @Test
    void aLongFileAndManyLongFilesAreReported() {
        SourceFile longest = new SourceFile("a/java/A.java", "x\n".repeat(501));
        SourceFile allowed = new SourceFile("a/java/B.java", "x\n".repeat(500));
        SourceFile small = new SourceFile("a/java/C.java", "x\n".repeat(299));
        assertEquals(List.of("a/java/A.java has 501 lines"), Tidy.tooLong(List.of(longest, allowed, small)));
        assertEquals(List.of("1 of 9 files have 300 lines or more"), Tidy.tooManyLong(join(allowed, Collections.nCopies(8, small))));
        assertEquals(List.of(), Tidy.tooManyLong(join(allowed, Collections.nCopies(9, small))));
        assertEquals(299, Tidy.medianLines(List.of(longest, small, small)));
    }

    @Test
    void aLongMethodIsReportedAndAnOtherIsNot() {
        String body = "x++;\n".repeat(58);
        SourceFile file = new SourceFile("A.java", "class A {\nint x;\nvoid fits() {\n" + body + "}\nvoid long_() {\n" + body + "x--;\n}\n}\n");
        assertEquals(List.of("/A.java:63 long_ (61 lines)"), SourceFile.methodsLongerThan(60, List.of(file)));
    }

    @Test
    void untidyTextIsReported() {
        SourceFile file = new SourceFile("A.java", "fine\n\tx\nends here \n// TO" + "DO later\n\"/wo" + "rk/x\"\nlast");
        assertEquals(List.of("A.java:2 has a tab", "A.java:3 ends with a space", "A.java:4 has TO" + "DO", "A.java:5 has /wo" + "rk/",
                "A.java does not end with a line end"), Tidy.untidyText(List.of(file)));
    }

    @Test
    void aPackageWithoutDescriptionIsReported() {
        List<SourceFile> files = List.of(new SourceFile("m/src/main/java/a/A.java", ""), new SourceFile("m/src/main/java/a/package-info.java", ""),
                new SourceFile("m/src/test/java/a/ATest.java", ""), new SourceFile("m/src/test/java/b/B.java", ""));
        assertEquals(List.of("b"), Tidy.withoutPackageInfo(files));
    }

    private static List<SourceFile> join(SourceFile first, List<SourceFile> rest) {
        return Stream.concat(Stream.of(first), rest.stream()).toList();
    }

    private static List<SourceFile> javaBelow(String... folders) {
        List<SourceFile> files = new ArrayList<>();
        for (String folder : folders) {
            try (Stream<Path> paths = Files.walk(ROOT.resolve(folder))) {
                paths.filter(path -> path.toString().endsWith(".java")).sorted().map(TidyTest::read).forEach(files::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    private static SourceFile read(Path path) {
        try {
            return new SourceFile(ROOT.relativize(path).toString(), Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
