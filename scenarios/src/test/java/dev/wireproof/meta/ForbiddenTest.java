package dev.wireproof.meta;

import static dev.wireproof.meta.Canary.violations;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ForbiddenTest {

    /** Expressions that each rule must report, one by one. */
    static List<Arguments> canaries() {
        return List.of(
                canary(Forbidden.CLOCKS, "System.nanoTime()", "System.currentTimeMillis()", "java.time.Instant.now()",
                        "java.time.LocalDateTime.now()", "new java.util.Date()", "java.time.Clock.systemUTC()"),
                canary(Forbidden.THREADS, "new Thread()", "Thread.currentThread()", "java.util.concurrent.Executors.newCachedThreadPool()",
                        "new java.util.concurrent.CompletableFuture<String>()", "new java.util.concurrent.locks.ReentrantLock()",
                        "new java.util.concurrent.atomic.AtomicLong()", "new ThreadLocal<String>()"),
                canary(Forbidden.CHANCE, "new java.util.Random(1)", "new java.util.SplittableRandom(1)", "Math.random()",
                        "java.util.concurrent.ThreadLocalRandom.current()", "java.util.UUID.randomUUID()"),
                canary(Forbidden.UNORDERED, "new java.util.HashMap<String, String>()", "new java.util.HashSet<String>()",
                        "java.util.Map.of()", "java.util.Set.of(1, 2)", "java.util.Set.copyOf(java.util.List.of())",
                        "java.util.stream.Stream.of(1).collect(java.util.stream.Collectors.toSet())",
                        "java.util.stream.Stream.of(1).collect(java.util.stream.Collectors.toMap(x -> x, x -> x))",
                        "java.util.stream.Stream.of(1).collect(java.util.stream.Collectors.groupingBy(x -> x))",
                        "(java.util.function.Supplier<Object>) java.util.HashMap::new"),
                canary(Forbidden.IDENTITY, "System.identityHashCode(this)", "new Object().hashCode()"),
                canary(Forbidden.PARALLEL_STREAMS, "java.util.List.of(1).parallelStream()", "java.util.stream.IntStream.of(1).parallel()"),
                canary(Forbidden.INEXACT_MATH, "Math.log(2)", "Math.exp(2)", "Math.pow(2, 3)", "Math.cbrt(2)"),
                canary(Forbidden.LOCALES, "String.format(\"%d\", 1)", "\"%d\".formatted(1)", "\"I\".toLowerCase()", "\"i\".toUpperCase()",
                        "System.out.printf(\"%d\", 1)", "java.util.Locale.getDefault()", "java.time.ZoneId.systemDefault()",
                        "java.time.format.DateTimeFormatter.ofPattern(\"yyyy\")", "new java.util.Formatter()",
                        "new java.text.DecimalFormat(\"0.0\")"),
                canary(Forbidden.CHARSETS, "\"x\".getBytes()", "new String(new byte[1])", "new String(new byte[1], 0, 1)",
                        "new java.io.InputStreamReader(System.in)", "java.nio.charset.Charset.defaultCharset()"));
    }

    private static Arguments canary(Forbidden rule, String... expressions) {
        return Arguments.of(rule, List.of(expressions));
    }

    @ParameterizedTest
    @MethodSource("canaries")
    void eachRuleReportsEveryOneOfItsCanaries(Forbidden rule, List<String> expressions, @TempDir Path folder) throws IOException {
        var classes = Canary.compile(folder, source("dev.wireproof.core.tcp", "Canary", expressions));
        List<String> reported = violations(rule.rule(), classes);
        List<String> missed = new ArrayList<>();
        for (int i = 0; i < expressions.size(); i++) {
            String method = ".canary" + i + "(";
            if (reported.stream().noneMatch(violation -> violation.contains(method))) {
                missed.add(expressions.get(i));
            }
        }
        assertEquals(List.of(), missed);
    }

    @Test
    void theRightWaysAreNotReported(@TempDir Path folder) throws IOException {
        List<String> fine = List.of("new java.util.TreeMap<String, String>()", "new java.util.LinkedHashMap<String, String>()", "Math.sqrt(2)",
                "StrictMath.pow(2, 3)", "String.format(java.util.Locale.ROOT, \"%d\", 1)", "\"I\".toLowerCase(java.util.Locale.ROOT)",
                "\"x\".getBytes(java.nio.charset.StandardCharsets.UTF_8)", "java.util.List.of(1)", "\"x\".hashCode()",
                "java.util.stream.Stream.of(1).toList()");
        var classes = Canary.compile(folder, source("dev.wireproof.core.tcp", "Canary", fine));
        for (Forbidden rule : Forbidden.values()) {
            assertEquals(List.of(), violations(rule.rule(), classes));
        }
    }

    @Test
    void clocksAndThreadsAreAllowedWhereTimeIsReal(@TempDir Path folder) throws IOException {
        List<String> clock = List.of("System.nanoTime()");
        List<String> thread = List.of("new Thread()");
        var classes = Canary.compile(folder, source("dev.wireproof.rig.cli", "WallClock", clock),
                source("dev.wireproof.rig.live", "LoopThread", thread), source("dev.wireproof.core.sim", "Baton", thread));
        assertEquals(List.of(), violations(Forbidden.CLOCKS.rule(), classes));
        assertEquals(List.of(), violations(Forbidden.THREADS.rule(), classes));
        var elsewhere = Canary.compile(Files.createDirectory(folder.resolve("elsewhere")), source("dev.wireproof.rig.cli", "OtherClock", clock));
        assertEquals(1, violations(Forbidden.CLOCKS.rule(), elsewhere).size());
    }

    @ParameterizedTest
    @EnumSource(Forbidden.class)
    void theProjectUsesNothingForbidden(Forbidden rule) {
        assertEquals(List.of(), violations(rule.rule(), MainClasses.ALL));
    }

    private static String source(String inPackage, String name, List<String> expressions) {
        StringBuilder source = new StringBuilder("package " + inPackage + "; class " + name + " {\n");
        for (int i = 0; i < expressions.size(); i++) {
            source.append("    Object canary").append(i).append("() { return ").append(expressions.get(i)).append("; }\n");
        }
        return source.append("}\n").toString();
    }
}
