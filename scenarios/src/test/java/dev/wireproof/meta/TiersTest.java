package dev.wireproof.meta;

import static dev.wireproof.meta.Canary.violations;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TiersTest {

    /** A rule, and a bad class: what comes after "package dev.wireproof." */
    static List<Arguments> rulesWithTheirCanaries() {
        return List.of(
                Arguments.of(Tiers.CORE_PACKAGES_USE_LOWER_TIERS_ONLY, "core.base; class Low { dev.wireproof.core.tcp.Seen upward; }"),
                Arguments.of(Tiers.CORE_PACKAGES_USE_LOWER_TIERS_ONLY, "core.udp; class Near { dev.wireproof.core.tcp.Seen sideways; }"),
                Arguments.of(Tiers.CORE_PACKAGES_USE_LOWER_TIERS_ONLY, "core.base; class Row { dev.wireproof.core.tcp.Seen[] upward; }"),
                Arguments.of(Tiers.CORE_PACKAGES_USE_LOWER_TIERS_ONLY, "core.elsewhere; class Unplanned { }"),
                Arguments.of(Tiers.CORE_PACKAGES_USE_LOWER_TIERS_ONLY, "core; class Homeless { }"),
                Arguments.of(Tiers.CORE_NEEDS_THE_JDK_ALONE, "core.dev; class Up { dev.wireproof.rig.cli.Seen harness; }"),
                Arguments.of(Tiers.CORE_NEEDS_THE_JDK_ALONE, "core.dev; class Lib { javax.tools.Tool outside; }"),
                Arguments.of(Tiers.NOTHING_IN_THE_HARNESS_KNOWS_THE_CATALOGUE,
                        "rig.report; class Up { dev.wireproof.catalogue.Seen up; }"),
                Arguments.of(Tiers.ORACLES_SHARE_NOTHING_WITH_THE_STACK, "rig.oracle; class Peek { dev.wireproof.core.tcp.Seen same; }"),
                Arguments.of(Tiers.TRANSPORTS_KNOW_NO_ADDRESS_FAMILY, "core.tcp; class Four { dev.wireproof.core.wire.Ipv4View v; }"),
                Arguments.of(Tiers.TRANSPORTS_KNOW_NO_ADDRESS_FAMILY, "core.udp; class Inet { java.net.Inet4Address four; }"),
                Arguments.of(Tiers.ONLY_THE_COMMAND_LINE_KNOWS_THE_COMMAND_LINE,
                        "rig.report; class Up { dev.wireproof.rig.cli.Seen up; }"),
                Arguments.of(Tiers.ONLY_LIVE_CALLS_NATIVE_CODE, "rig.capture; class Raw { com.sun.jna.Pointer address; }"));
    }

    private static final String[] SEEN = {
        "package dev.wireproof.core.tcp; public class Seen { }",
        "package dev.wireproof.core.wire; public class Ipv4View { }",
        "package dev.wireproof.rig.cli; public class Seen { }",
        "package dev.wireproof.catalogue; public class Seen { }",
        "package com.sun.jna; public class Pointer { }"
    };

    @ParameterizedTest
    @MethodSource("rulesWithTheirCanaries")
    void eachRuleReportsItsCanary(ArchRule rule, String canary, @TempDir Path folder) throws IOException {
        assertEquals(List.of(), violations(rule, Canary.compile(folder, SEEN)), "the innocent");
        String[] sources = Arrays.copyOf(SEEN, SEEN.length + 1);
        sources[SEEN.length] = "package dev.wireproof." + canary;
        assertNotEquals(List.of(), violations(rule, Canary.compile(folder, sources)), "the canary");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theProjectKeepsEachRule(ArchRule rule) {
        assertEquals(List.of(), violations(rule, MainClasses.ALL));
    }

    static List<ArchRule> rules() {
        return rulesWithTheirCanaries().stream().map(row -> (ArchRule) row.get()[0]).distinct().toList();
    }

    @Test
    void theRulesSeeTheStackAndTheHarness() {
        assertTrue(MainClasses.ALL.stream().anyMatch(type -> type.getPackageName().startsWith("dev.wireproof.core.")));
        assertTrue(MainClasses.ALL.stream().noneMatch(type -> type.getPackageName().startsWith("dev.wireproof.meta")));
    }
}
