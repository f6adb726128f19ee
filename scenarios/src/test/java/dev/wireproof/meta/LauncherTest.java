package dev.wireproof.meta;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.support.ProjectFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a project that was never built, with stand-ins for {@code java} and {@code mvn} that say what they were asked. */
class LauncherTest {

    @TempDir
    private Path folder;

    @Test
    void theFirstRunBuildsAndALaterOneDoesNot() throws Exception {
        project();
        Outcome first = launch(Map.of(), "run", "two words");
        assertEquals(ran("-XX:TieredStopAtLevel=1", "", "run two words"), first.out);
        assertEquals("harness: building (sources are newer than the last build) ...\nmvn -q -B -DskipTests package\n", first.err);
        assertEquals(7, first.code, "the exit code of the program");
        assertEquals("", launch(Map.of(), "run").err);
    }

    @Test
    void longCommandsGetTheSecondCompiler() throws Exception {
        project();
        assertEquals(ran("-XX:FreqInlineSize=100", "", "explore tcp"), launch(Map.of(), "explore", "tcp").out);
    }

    @Test
    void classesAreKeptForTheRunsOfOneBuild() throws Exception {
        project();
        script("java", "for a; do case $a in -XX:ArchiveClassesAtExit=*) echo $$ > \"${a#*=}\"; exit 0;; esac; done; echo \"ran: $*\"");
        Path archive = folder.resolve("scenarios/target/wireproof-.jsa");
        assertEquals(ran("-XX:TieredStopAtLevel=1", "-XX:SharedArchiveFile=" + archive + " ", "list"), launch(Map.of(), "list").out);
        String kept = Files.readString(archive);
        launch(Map.of(), "list");
        assertEquals(kept, Files.readString(archive));
    }

    private String ran(String compiler, String classes, String arguments) {
        return "ran: -XX:+UseSerialGC -XX:NewRatio=1 -XX:SurvivorRatio=3 -XX:TargetSurvivorRatio=90 " + compiler + " " + classes + "-Xlog:disable -Xlog:all=error:stderr -Dwireproof.home=" + folder
                + " -Dwireproof.terminal=false -jar " + folder.resolve("scenarios/target/wireproof.jar") + " " + arguments + "\n";
    }

    @Test
    void aChangedSourceBuildsAgain() throws Exception {
        project();
        launch(Map.of());
        Files.writeString(folder.resolve("scenarios/src/main/A.java"), "class A { }");
        assertEquals("harness: building (sources are newer than the last build) ...\nmvn -q -B -DskipTests package\n", launch(Map.of()).err);
    }

    @Test
    void aMissingJdkIsOneClearLine() throws Exception {
        project();
        Outcome outcome = launch(Map.of("JAVA_HOME", "/nowhere"));
        assertEquals("harness: JAVA_HOME is /nowhere, but there is no bin/java in it\n", outcome.err);
        assertEquals(2, outcome.code);
        Files.delete(folder.resolve("bin/java"));
        assertEquals("harness: no java found: install a JDK (17 or later), or set JAVA_HOME\n", launch(Map.of()).err);
    }

    @Test
    void anOldJdkIsOneClearLine() throws Exception {
        project();
        Files.writeString(folder.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"11.0.2\"\n");
        Outcome outcome = launch(Map.of("JAVA_HOME", folder.toString()));
        assertEquals("harness: " + folder.resolve("bin/java") + " is Java 11: a JDK of version 17 or later is needed\n", outcome.err);
        assertEquals(2, outcome.code);
    }

    @Test
    void aMissingMavenIsOneClearLine() throws Exception {
        project();
        Files.delete(folder.resolve("bin/mvn"));
        Outcome outcome = launch(Map.of());
        assertEquals("harness: no mvn found: install Maven (3.8 or later) to build\n", outcome.err);
        assertEquals(2, outcome.code);
    }

    @Test
    void aFailedBuildRunsNothing() throws Exception {
        project();
        script("mvn", "exit 1");
        Outcome outcome = launch(Map.of());
        assertEquals("", outcome.out);
        assertEquals("harness: building (sources are newer than the last build) ...\nharness: the build failed, see above\n", outcome.err);
        assertEquals(2, outcome.code);
    }

    private record Outcome(int code, String out, String err) {
    }

    private void project() throws IOException {
        Files.copy(ProjectFiles.root().resolve("harness"), folder.resolve("harness"));
        for (String name : List.of("bin", "harness-core/src/main", "scenarios/src/main", "scenarios/target")) {
            Files.createDirectories(folder.resolve(name));
        }
        for (String name : List.of("pom.xml", "harness-core/pom.xml", "scenarios/pom.xml")) {
            Files.createFile(folder.resolve(name));
        }
        script("java", "echo \"ran: $*\"; exit 7");
        script("mvn", "echo \"mvn $*\"; echo built > scenarios/target/wireproof.jar");
        for (String tool : List.of("bash", "dirname", "readlink", "sed", "find", "mktemp", "touch", "rm", "mv")) {
            script(tool, "exec " + locate(tool) + " \"$@\"");
        }
    }

    private void script(String name, String body) throws IOException {
        Path file = folder.resolve("bin").resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path locate(String tool) {
        return List.of(System.getenv("PATH").split(":")).stream().map(dir -> Path.of(dir, tool)).filter(Files::isExecutable).findFirst().orElseThrow();
    }

    private Outcome launch(Map<String, String> environment, String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(locate("bash").toString(), folder.resolve("harness").toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().clear();
        builder.environment().put("PATH", folder.resolve("bin").toString());
        builder.environment().putAll(environment);
        builder.directory(Path.of("/").toFile());
        builder.redirectOutput(folder.resolve("out").toFile()).redirectError(folder.resolve("err").toFile());
        int code = builder.start().waitFor();
        return new Outcome(code, Files.readString(folder.resolve("out"), StandardCharsets.UTF_8),
                Files.readString(folder.resolve("err"), StandardCharsets.UTF_8));
    }
}
