package dev.wireproof.rig.packetdrill.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wireproof.core.base.Cidr;
import dev.wireproof.rig.packetdrill.script.ScriptProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellTest {
    @TempDir
    private Path folder;

    private final Recorder host = new Recorder();
    private Shell shell;

    /** Notes what is done to it; has two settings and one counter. */
    private static final class Recorder implements HostOperator {
        final Map<String, String> settings = new TreeMap<>();
        final Map<String, byte[]> files = new TreeMap<>();
        final List<String> done = new ArrayList<>();

        @Override
        public String sysctl(String name) {
            return settings.get(name);
        }

        @Override
        public void sysctl(String name, String value) {
            settings.put(name, value);
        }

        @Override
        public void flushMetrics() {
            done.add("flush");
        }

        @Override
        public void changeRoute(Cidr prefix, String metrics) {
            done.add(prefix + " " + metrics);
        }

        @Override
        public boolean queueingDiscipline(String device, String kind, String parameters) {
            done.add(device + " " + kind + " " + parameters);
            return !kind.equals("fq");
        }

        @Override
        public boolean offload(String device, String feature, boolean on) {
            done.add(device + " " + feature + " " + on);
            return true;
        }

        @Override
        public Long counter(String name) {
            return name.equals("TcpExtSeen") ? Long.valueOf(3) : name.equals("TcpExtNever") ? Long.valueOf(0) : null;
        }

        @Override
        public String procFile(String path) {
            return path.equals("/proc/net/tcp") ? "0: 0100007F:1F90 0A\n1: other\n" : null;
        }

        @Override
        public byte[] file(String path) {
            return files.get(path);
        }

        @Override
        public void file(String path, byte[] content) {
            files.put(path, content == null ? new byte[0] : content);
        }
    }

    @BeforeEach
    void hostWithTwoSettings() {
        host.settings.put("net.ipv4.tcp_sack", "1");
        host.settings.put("net.ipv4.tcp_rmem", "1 2 3");
        shell = new Shell(folder, host);
    }

    private int run(String text) {
        return shell.run(text, 1).status();
    }

    @Test
    void sysctlSetsByAnyOfTheNamesItHas() {
        assertEquals(0, run("sysctl -q net.ipv4.tcp_sack=0 net/ipv4/tcp_rmem=\"4 5 $((2 * 3))\""));
        assertEquals("{net.ipv4.tcp_rmem=4 5 6, net.ipv4.tcp_sack=0}", host.settings.toString());
        assertEquals(0, run("echo 1 > /proc/sys/net/ipv4/tcp_sack"));
        assertEquals("1", host.settings.get("net.ipv4.tcp_sack"));
    }

    @Test
    void aSettingThatLinuxDoesNotHaveIsTheShellsErrorAndOneTheHostLacksIsUnsupported() {
        assertEquals(255, run("sysctl -q net.ipv4.tcp_wibble=1"));
        assertEquals(0, run("sysctl -q net.ipv4.tcp_wibble=1 &> /dev/null || \\\n ip tcp_metrics flush all &> /dev/null"));
        assertEquals(List.of("flush"), host.done);
        assertEquals(0, run("sysctl -e -q net.ipv4.tcp_wibble=1"));
        assertThrows(ScriptProblem.class, () -> run("sysctl -q net.ipv4.tcp_plb_enabled=1"));
    }

    @Test
    void aFileOfCommandsMayAskForMoreThanTheHostHas() throws IOException {
        Files.writeString(folder.resolve("defaults.sh"), "#!/bin/bash\nsysctl -q net.ipv4.tcp_sack=0 # off\nsysctl -q net.ipv4.tcp_plb_enabled=0\n");
        assertEquals(0, run("./defaults.sh"));
        assertEquals("0", host.settings.get("net.ipv4.tcp_sack"));
        assertEquals(List.of("net.ipv4.tcp_plb_enabled=0"), shell.missingSettings());
        assertEquals(127, run("./absent.sh"));
    }

    @Test
    void whatSetSysctlsChangedIsPutBackByItsFile() throws IOException {
        Files.writeString(folder.resolve("set_sysctls.py"), "");
        assertEquals(127, run("/run/sysctl_restore_${PPID}.sh"));
        assertEquals(0, run("./set_sysctls.py /proc/sys/net/ipv4/tcp_sack=0 \\\n  /proc/sys/net/ipv4/tcp_rmem=\"7 8 9\""));
        assertEquals("{net.ipv4.tcp_rmem=7 8 9, net.ipv4.tcp_sack=0}", host.settings.toString());
        assertEquals(0, run("/run/sysctl_restore_${PPID}.sh"));
        assertEquals("{net.ipv4.tcp_rmem=1 2 3, net.ipv4.tcp_sack=1}", host.settings.toString());
    }

    @Test
    void routesQueuesAndOffloadsReachTheHost() {
        run("ip route change 192.0.2.1 via 192.168.0.2 dev tun0 advmss 600 mtu lock 640 initcwnd 11");
        run("tc qdisc replace dev tun0 root pfifo limit 0; tc qdisc delete dev tun0 root 2>/dev/null\nethtool -K tun0 tso off gso off");
        assertEquals(List.of("192.0.2.1/32 advmss 600 mtu lock 640 initcwnd 11", "tun0 pfifo limit 0", "tun0 default ", "tun0 tso false",
                "tun0 gso false"), host.done);
    }

    @Test
    void grepFindsCountersAndLinesOfFiles() {
        assertEquals(0, run("nstat | grep TcpExtSeen > /dev/null"));
        assertEquals(1, run("nstat | grep TcpExtNever"));
        assertEquals(0, run("grep \" 0A\" /proc/net/tcp | grep \":1F90\""));
        assertEquals(1, run("grep \" 0A\" /proc/net/tcp | grep \":1F91\""));
    }

    @Test
    void filesAreTheRunnersOwn() {
        assertEquals(0, run("/bin/rm -f /var/a && /bin/dd bs=2 count=5 if=/dev/zero of=/var/a status=none"));
        assertEquals(10, host.file("/var/a").length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reboot", "ls `pwd`", "cat < /etc/passwd", "sysctl net.ipv4.tcp_sack", "ip link set tun0 down", "echo $HOME",
        "tc qdisc replace dev tun0 root fq", "sleep 1 &", "(true)", "grep -c x /proc/net/tcp", "dd if=/dev/sda of=/var/a", "iptables -F"})
    void whatNobodyKnowsIsUnsupportedAndNeverRun(String text) {
        ScriptProblem p = assertThrows(ScriptProblem.class, () -> shell.run("true\n" + text, 4));
        assertEquals(ScriptProblem.Kind.UNSUPPORTED, p.kind(), p::getMessage);
        assertTrue(p.line() == 5, () -> p.line() + ": " + p.getMessage());
    }
}
