package dev.wireproof.rig.packetdrill.run;

import dev.wireproof.rig.packetdrill.script.ScriptProblem;
import dev.wireproof.rig.packetdrill.script.SystemCall;
import dev.wireproof.rig.packetdrill.script.Value;
import java.util.List;

/** The arguments of a call, asked for as what they must be. */
final class Arguments {
    final SystemCall call;
    private final Symbols symbols;
    private final Sockets sockets;

    Arguments(SystemCall call, Symbols symbols, Sockets sockets) {
        this.call = call;
        this.symbols = symbols;
        this.sockets = sockets;
    }

    /** The call has this many. */
    Arguments count(int n) {
        if (call.arguments().size() != n) {
            throw ScriptProblem.failed(0, call.name() + ": expected " + n + " arguments, found " + call.arguments().size());
        }
        return this;
    }

    Value get(int i) {
        return call.arguments().get(i);
    }

    long number(int i) {
        return symbols.number(get(i));
    }

    long number(Value v) {
        return symbols.number(v);
    }

    /** The host's descriptor. */
    int fd(int i) {
        return sockets.live(number(i));
    }

    boolean isEllipsis(int i) {
        return get(i) instanceof Value.Ellipsis;
    }

    /** A null pointer as a buffer; otherwise the runner fills it in. */
    boolean isNull(int i) {
        if (isEllipsis(i)) {
            return false;
        }
        if (number(i) != 0) {
            throw ScriptProblem.failed(0, call.name() + ": expected '...' or NULL for the buffer, found " + Value.text(get(i)));
        }
        return true;
    }

    Value.Struct struct(int i) {
        if (get(i) instanceof Value.Struct s) {
            return s;
        }
        throw ScriptProblem.failed(0, call.name() + ": expected a structure in braces, found " + Value.text(get(i)));
    }

    List<Value> array(Value v) {
        if (v instanceof Value.Array a) {
            return a.items();
        }
        throw ScriptProblem.failed(0, call.name() + ": expected values in brackets, found " + (v == null ? "nothing" : Value.text(v)));
    }

    /** A field of a structure. */
    Value field(Value.Struct s, String name) {
        Value v = s.get(name);
        if (v == null) {
            throw ScriptProblem.failed(0, call.name() + ": expected the field " + name + " in " + Value.text(s));
        }
        return v;
    }

    /** The number in brackets that stands for a pointer to it. */
    long pointed(int i) {
        List<Value> items = array(get(i));
        if (items.size() != 1) {
            throw ScriptProblem.failed(0, call.name() + ": expected one number in brackets, found " + Value.text(get(i)));
        }
        return number(items.get(0));
    }

    /** The result that the script expects. */
    long expected() {
        return symbols.number(call.result());
    }

    /** Something the call filled in is not what the script says. */
    ScriptProblem differs(String what, Object expected, Object actual) {
        return ScriptProblem.failed(0, call.name() + ": " + what + "\n  expected " + expected + "\n  actual   " + actual);
    }

    Symbols symbols() {
        return symbols;
    }

    /** This call with what it asks for is unknown. */
    ScriptProblem unsupported(String what) {
        return ScriptProblem.unsupported(what + " in " + call.name());
    }
}
