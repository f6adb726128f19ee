package dev.wireproof.rig.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@External
class NamespaceThreadTest {
    private static final Path OWN_NAMESPACE = Path.of("/proc/thread-self/ns/net");

    @Test
    void onlyTheThreadMovesIntoItsNamespace() throws Exception {
        Path outside = Files.readSymbolicLink(OWN_NAMESPACE);
        try (NamespaceThread inside = NamespaceThread.anonymous("test")) {
            assertFalse(outside.equals(inside.call(() -> Files.readSymbolicLink(OWN_NAMESPACE))));
            assertEquals(outside, Files.readSymbolicLink(OWN_NAMESPACE));
        }
    }

    @Test
    void childrenSeeOnlyTheLoopbackOfAFreshNamespace() {
        try (NamespaceThread inside = NamespaceThread.anonymous("test")) {
            String links = inside.command("ip", "-oneline", "link");

            assertTrue(links.startsWith("1: lo:"), links);
            assertEquals(1, links.lines().count(), links);
        }
    }

    @Test
    void sysctlsOfTwoNamespacesAreIndependent() {
        try (NamespaceThread one = NamespaceThread.anonymous("one"); NamespaceThread two = NamespaceThread.anonymous("two")) {
            one.sysctl("net.ipv4.tcp_syn_retries", "2");
            two.sysctl("net.ipv4.tcp_syn_retries", "4");

            assertEquals("2", one.sysctl("net.ipv4.tcp_syn_retries"));
            assertEquals("4", two.sysctl("net.ipv4.tcp_syn_retries"));
        }
    }

    @Test
    void aFailedCommandQuotesWhatTheProgramSaid() {
        try (NamespaceThread inside = NamespaceThread.anonymous("test")) {
            LiveSetupException failure = assertThrows(LiveSetupException.class,
                    () -> inside.command("ip", "link", "set", "nothere", "up"));

            assertTrue(failure.getMessage().startsWith("\"ip link set nothere up\" failed with code 1:"),
                    failure.getMessage());
            assertTrue(failure.getMessage().contains("nothere"), failure.getMessage());
        }
    }

    @Test
    void aMissingProgramAndAnUnknownSysctlAreNamed() {
        try (NamespaceThread inside = NamespaceThread.anonymous("test")) {
            assertEquals("program \"no-such-program\" is not installed",
                    assertThrows(LiveSetupException.class, () -> inside.command("no-such-program")).getMessage());
            assertTrue(assertThrows(LiveSetupException.class, () -> inside.sysctl("net.ipv4.nothing"))
                    .getMessage().startsWith("cannot read sysctl net.ipv4.nothing:"));
        }
    }

    @Test
    void anUnknownNamespaceIsNamed() {
        assertEquals("cannot enter network namespace no-such-namespace: ENOENT",
                assertThrows(LiveSetupException.class, () -> NamespaceThread.named("no-such-namespace")).getMessage());
    }
}
