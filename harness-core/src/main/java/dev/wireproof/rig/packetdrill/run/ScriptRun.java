package dev.wireproof.rig.packetdrill.run;

import dev.wireproof.core.wire.TcpView;
import dev.wireproof.rig.packetdrill.Flags;
import dev.wireproof.rig.packetdrill.code.CodeProgram;
import dev.wireproof.rig.packetdrill.script.Action;
import dev.wireproof.rig.packetdrill.script.Event;
import dev.wireproof.rig.packetdrill.script.EventTime;
import dev.wireproof.rig.packetdrill.script.IcmpMessage;
import dev.wireproof.rig.packetdrill.script.Script;
import dev.wireproof.rig.packetdrill.script.ScriptProblem;
import dev.wireproof.rig.packetdrill.script.Segment;
import dev.wireproof.rig.packetdrill.script.SystemCall;
import dev.wireproof.rig.packetdrill.shell.Outcome;
import dev.wireproof.rig.packetdrill.shell.Shell;
import java.nio.file.Path;
import java.util.List;

/** One run of one script on a host of its own. Times are nanoseconds since the start of the script unless the name says otherwise. */
public final class ScriptRun {
    private static final int FIRST_REMOTE_PORT = 40_000;
    /** How long a call waits for the blocking one before it. */
    private static final long PATIENCE_NANOS = 1_000_000_000L;

    private final Script script;
    private final Flags flags;
    private final ScriptHost host;
    private final Shell shell;
    private final TimeJudge times;
    private final Expectation expectation;
    private final Injection injection;
    private final Sockets sockets = new Sockets();
    private final SystemCalls calls;
    private final CodeProgram program = new CodeProgram(Symbols.ofCode());
    private final long startOfHost;
    private PendingCall pending;
    private Event last;
    private long lastDue;
    private int remotePorts;

    /**
     * @param flags with the script's own
     * @param folder where relative names of its commands start
     */
    public ScriptRun(Script script, Flags flags, Path folder, long seed) {
        this.script = script;
        this.flags = flags;
        host = new ScriptHost(flags, seed);
        LiveOperator operator = new LiveOperator(host);
        shell = new Shell(folder, operator);
        times = new TimeJudge(flags);
        expectation = new Expectation(host.wire, flags);
        injection = new Injection(flags.scaledEcho());
        startOfHost = host.loop.now();
        calls = new SystemCalls(host.calls(), sockets, flags, operator, startOfHost);
    }

    /** Plays it. Throws {@link ScriptProblem} at the first thing that is not as the script says, or not known. */
    public void run() {
        try {
            shell(script.init(), "init command");
            playAndCleanUp();
            program.run();
        } finally {
            if (pending != null) {
                pending.cancel();
            }
            host.shutDown();
        }
    }

    /** The cleanup runs after a failure too; the failure that came first is the one told. */
    private void playAndCleanUp() {
        try {
            play();
        } catch (ScriptProblem p) {
            try {
                shell(script.cleanup(), "cleanup command");
            } catch (ScriptProblem later) {
                p.addSuppressed(later);
            }
            throw p;
        }
        shell(script.cleanup(), "cleanup command");
    }

    /** What the wire carried so far. */
    public String ladder() {
        return host.wire.ladder();
    }

    /** Settings that the corpus' shared files ask for and the stack does not have. */
    public List<String> missingSettings() {
        return shell.missingSettings();
    }

    private void play() {
        for (Event e : script.events()) {
            try {
                event(e);
                finishPending();
            } catch (ScriptProblem p) {
                throw p.at(e.line());
            }
        }
        if (pending != null) {
            pending.await(host.loop.now() + PATIENCE_NANOS);
            finishPending();
            if (pending != null) {
                throw ScriptProblem.failed(pending.event.line(), pending.call.name() + ": still blocks when the script is over");
            }
        }
    }

    private void shell(Script.ShellText text, String what) {
        if (text != null) {
            Outcome o = shell.run(text.text(), text.line());
            if (o.status() != 0) {
                throw ScriptProblem.failed(text.line(), what + " failed with status " + o.status() + ": " + o.complaint());
            }
        }
    }

    private long now() {
        return host.loop.now() - startOfHost;
    }

    private void event(Event e) {
        long base = base(e);
        EventTime t = e.time();
        EventTime due = new EventTime(t.kind(), t.startNanos() + base, t.endNanos() + base);
        Action a = e.action();
        if (a instanceof Action.Packet p && !p.inbound()) {
            expect(p, due);
        } else {
            reach(due, e);
            act(e, base);
        }
        last = e;
        lastDue = due.startNanos();
    }

    private void act(Event e, long base) {
        Action a = e.action();
        if (a instanceof Action.Packet p) {
            inject(p);
        } else if (a instanceof SystemCall c) {
            call(e, c, base);
        } else if (a instanceof Action.ShellCommand c) {
            shell(new Script.ShellText(e.line(), c.text()), "command");
        } else if (a instanceof Action.CodeBlock c) {
            code(e, c);
        }
    }

    /** Where relative times count from: now, but the due time of the packet before for one inbound packet behind another. */
    private long base(Event e) {
        if (!e.time().isRelative()) {
            return 0;
        }
        return last != null && isInbound(last) && isInbound(e) ? lastDue : now();
    }

    private static boolean isInbound(Event e) {
        return e.action() instanceof Action.Packet p && p.inbound();
    }

    /** Lets the host run until an event is due. */
    private void reach(EventTime due, Event e) {
        long at = startOfHost + due.startNanos();
        if (at > host.loop.now()) {
            host.loop.runUntil(at);
        }
        if (last != null) {
            times.check(due, now(), lastDue, describe(e));
        }
    }

    private static String describe(Event e) {
        Action a = e.action();
        return a instanceof SystemCall c ? "start of " + c.name() : a instanceof Action.Packet ? "inbound packet"
                : a instanceof Action.CodeBlock ? "code" : "command";
    }

    private void expect(Action.Packet p, EventTime due) {
        if (!(p instanceof Segment s)) {
            throw ScriptProblem.unsupported("outbound packets other than TCP");
        }
        TestSocket socket = socketFor(s);
        Sniffed got = expectation.take(s, due, startOfHost, socket);
        times.check(due, got.nanos - startOfHost, last == null ? -1 : lastDue, "outbound segment " + SegmentText.of(s));
        host.loop.runInstant();
    }

    private void inject(Action.Packet p) {
        TestSocket socket = socketFor(p);
        if (p instanceof Segment s) {
            if (socket.stage == TestSocket.Stage.SYN_ACK_SENT && s.has(TcpView.ACK)) {
                socket.stage = TestSocket.Stage.SYN_ACK_ACKED;
            } else if (socket.stage == TestSocket.Stage.SYN_SENT && s.has(TcpView.SYN) && s.has(TcpView.ACK)) {
                socket.stage = TestSocket.Stage.SYN_ACKED;
                socket.remoteIsn = s.seq();
            }
            host.wire.inject(injection.packet(s, socket));
        } else if (p instanceof IcmpMessage m) {
            host.wire.inject(injection.packet(m, socket));
        } else {
            throw ScriptProblem.unsupported("UDP packets");
        }
    }

    /** The socket that a packet of the script belongs to; a listener gets a child for its first segment. */
    private TestSocket socketFor(Action.Packet p) {
        TestSocket s = sockets.underTest();
        boolean tcp = p instanceof Segment;
        if (tcp && p.inbound() && (s == null || s.stage == TestSocket.Stage.LISTENING)) {
            Segment first = (Segment) p;
            s = sockets.opened();
            s.stage = TestSocket.Stage.PASSIVE_OPENED;
            s.localAddress = flags.local().address();
            s.localPort = flags.bindPort();
            s.remoteAddress = flags.remote();
            s.remotePort = FIRST_REMOTE_PORT + remotePorts++;
            s.remoteIsn = first.seq();
        } else if (tcp && s != null && s.stage == TestSocket.Stage.CONNECTING && isSyn((Segment) p)) {
            s.stage = TestSocket.Stage.SYN_SENT;
            s.scriptLocalIsn = ((Segment) p).seq();
        }
        if (s == null || s.remoteAddress == null) {
            throw ScriptProblem.failed(0, "no socket that this packet could belong to");
        }
        return s;
    }

    private static boolean isSyn(Segment s) {
        return !s.inbound() && s.has(TcpView.SYN) && !s.has(TcpView.ACK);
    }

    private void call(Event e, SystemCall c, long base) {
        if (pending != null) {
            pending.await(host.loop.now() + PATIENCE_NANOS);
            finishPending();
        }
        TestSocket next = sockets.underTest();
        if (next != null && next.stage == TestSocket.Stage.NEW) {
            next.connectingSinceNanos = host.loop.now();
        }
        if (!c.blocks()) {
            calls.make(c);
            host.loop.runInstant();
            return;
        }
        if (pending != null) {
            throw ScriptProblem.failed(0, c.name() + ": " + pending.call.name() + " of line " + pending.event.line() + " still blocks");
        }
        pending = new PendingCall(host.loop, e, c, base + c.endNanos(), calls);
        host.loop.runInstant();
    }

    /** Judges a blocking call that has returned. */
    private void finishPending() {
        if (pending == null || !pending.isDone()) {
            return;
        }
        PendingCall done = pending;
        pending = null;
        try {
            if (done.failure() != null) {
                throw done.failure();
            }
            EventTime due = new EventTime(EventTime.Kind.ABSOLUTE, done.dueNanos, done.dueNanos);
            times.check(due, done.endNanos() - startOfHost, lastDue, "return of " + done.call.name());
        } catch (ScriptProblem p) {
            throw p.at(done.event.line());
        }
    }

    private void code(Event e, Action.CodeBlock c) {
        TestSocket s = sockets.underTest();
        if (s == null || s.fd < 0) {
            throw ScriptProblem.failed(0, "no open socket whose TCP_INFO the code could see");
        }
        program.add(e.line(), c.text(), ConnectionView.of(host.calls().sock(s.fd)));
    }
}
