package dev.wireproof.core.netns;

import dev.wireproof.core.base.Invariant;
import dev.wireproof.core.dev.Softnets;
import dev.wireproof.core.mib.Profile;
import dev.wireproof.core.mib.Sysctls;
import dev.wireproof.core.sim.Cpus;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sim.Rng;
import dev.wireproof.core.skb.HostAccounts;
import dev.wireproof.core.syscall.FileLimits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One simulated host: processors, namespaces, processes, and the account of every frame that dies inside it. */
public final class Kernel {
    /** Name of the namespace that every host starts with. */
    public static final String FIRST_NAMESPACE = "default";

    private final EventLoop loop;
    private final String name;
    private final Profile profile;
    private final Rng rng;
    private final Cpus cpus;
    private final HostAccounts accounts = new HostAccounts();
    private final Softnets softnets;
    private final FileLimits fileLimits;
    private final List<NetNamespace> namespaces = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();
    private final List<NamespaceHook> hooks = new ArrayList<>();

    /** A host with one processor. */
    public Kernel(EventLoop loop, String name, Profile profile, Rng run) {
        this(loop, name, profile, run, 1);
    }

    /**
     * @param name unique in the run; keys the host's chance
     * @param run the run's root stream
     * @param processors 1 or more
     */
    public Kernel(EventLoop loop, String name, Profile profile, Rng run, int processors) {
        this.loop = loop;
        this.name = name;
        this.profile = profile;
        this.rng = run.stream(name);
        this.cpus = new Cpus(loop, processors);
        Sysctls first = new Sysctls(profile);
        this.softnets = new Softnets(cpus, first, accounts);
        this.fileLimits = new FileLimits(first);
        namespaces.add(new NetNamespace(this, FIRST_NAMESPACE, first));
    }

    public EventLoop loop() {
        return loop;
    }

    public String name() {
        return name;
    }

    public Profile profile() {
        return profile;
    }

    public Cpus cpus() {
        return cpus;
    }

    /** Backlogs and softirq counters, a processor each. */
    public Softnets softnets() {
        return softnets;
    }

    /** Frames that died inside the host, by reason; a capture can listen. */
    public HostAccounts accounts() {
        return accounts;
    }

    public FileLimits fileLimits() {
        return fileLimits;
    }

    /** The host's chance. */
    Rng rng() {
        return rng;
    }

    /** The namespace the host starts with. */
    public NetNamespace namespace() {
        return namespaces.get(0);
    }

    /** The namespace with this name; made, with its loopback device down, when there is none. */
    public NetNamespace namespace(String wanted) {
        for (NetNamespace n : namespaces) {
            if (n.name().equals(wanted)) {
                return n;
            }
        }
        NetNamespace made = new NetNamespace(this, wanted, new Sysctls(profile));
        namespaces.add(made);
        for (NamespaceHook h : hooks) {
            h.entered(made);
        }
        return made;
    }

    /** All namespaces in the order in which they were made. */
    public List<NetNamespace> namespaces() {
        return Collections.unmodifiableList(namespaces);
    }

    /** Takes a namespace down: its processes exit, NICs go back to the first namespace, everything else in it is freed. */
    public void destroy(NetNamespace namespace) {
        Invariant.check(namespace != namespace(), "the first namespace goes with its host only");
        leave(namespace);
        for (var nic : namespace.nics()) {
            namespace.move(nic, namespace());
        }
        namespace.dissolve();
        namespaces.remove(namespace);
    }

    /** Announces a part that has something in every namespace, those that exist included. */
    public void addNamespaceHook(NamespaceHook hook) {
        hooks.add(hook);
        namespaces.forEach(hook::entered);
    }

    private void leave(NetNamespace namespace) {
        for (Process p : List.copyOf(processes)) {
            if (p.namespace() == namespace) {
                p.exit();
            }
        }
        for (int i = hooks.size() - 1; i >= 0; i--) {
            hooks.get(i).leaving(namespace);
        }
    }

    /** Programs that run, in the order in which they started. */
    public List<Process> processes() {
        return Collections.unmodifiableList(processes);
    }

    void started(Process p) {
        processes.add(p);
    }

    void exited(Process p) {
        processes.remove(p);
    }

    /** Takes the host down at once, the youngest namespace first, and sends nothing any more. */
    public void shutDown() {
        for (int i = namespaces.size() - 1; i >= 0; i--) {
            NetNamespace n = namespaces.get(i);
            n.unplug();
            leave(n);
            n.dissolve();
        }
    }

    /**
     * What is left behind, a line each; empty is good. Meaningful after {@link #shutDown}. Events that are still queued count
     * for the host whose lines are asked for last: ask when all hosts of the loop are down.
     */
    public List<String> leaks() {
        return new LeakCheck(this).lines();
    }
}
