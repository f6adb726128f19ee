package dev.wireproof.rig.packetdrill.run;

import dev.wireproof.rig.packetdrill.script.ScriptProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The descriptors of the script and what they stand for. One socket at a time is under test: the newest. */
final class Sockets {
    private final Map<Integer, Integer> liveOf = new TreeMap<>();
    private final List<TestSocket> all = new ArrayList<>();
    private TestSocket underTest;

    /** The socket that packets and code mean, or null. */
    TestSocket underTest() {
        return underTest;
    }

    TestSocket opened() {
        TestSocket s = new TestSocket();
        all.add(s);
        underTest = s;
        return s;
    }

    /** A descriptor of the host gets the script's number; one that had it before is out of the script's reach. */
    void name(int script, int live) {
        liveOf.put(script, live);
    }

    /** The host's descriptor for the script's. */
    int live(long script) {
        Integer live = liveOf.get((int) script);
        if (live == null) {
            throw ScriptProblem.failed(0, "the script has no descriptor " + script);
        }
        return live;
    }

    void closed(long script) {
        liveOf.remove((int) script);
    }

    /** The socket with a descriptor of the host, or null. */
    TestSocket withDescriptor(int live) {
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).fd == live) {
                return all.get(i);
            }
        }
        return null;
    }

    /** The one that accept(2) took, by its peer's port, or null. */
    TestSocket passive(int remotePort) {
        for (TestSocket s : all) {
            boolean open = s.stage == TestSocket.Stage.SYN_ACK_SENT || s.stage == TestSocket.Stage.SYN_ACK_ACKED;
            if (open && s.fd < 0 && s.remotePort == remotePort) {
                return s;
            }
        }
        return null;
    }
}
