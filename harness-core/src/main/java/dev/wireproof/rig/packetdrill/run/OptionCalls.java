package dev.wireproof.rig.packetdrill.run;

import dev.wireproof.core.sock.Option;
import dev.wireproof.core.syscall.SocketApi;
import dev.wireproof.rig.packetdrill.script.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** getsockopt and setsockopt. */
final class OptionCalls {
    private static final long SECOND = 1_000_000_000L;
    private static final int INT_OCTETS = 4;

    private final SocketApi api;

    OptionCalls(SocketApi api) {
        this.api = api;
    }

    long set(Arguments a) {
        a.count(5);
        Option option = option(a);
        Value v = a.get(3);
        if (option == Option.SO_LINGER) {
            Value.Struct linger = v instanceof Value.Array all && all.items().size() == 1 && all.items().get(0) instanceof Value.Struct s ? s : a.struct(3);
            boolean on = a.number(a.field(linger, "onoff")) != 0;
            api.setOption(a.fd(0), option, on ? a.number(a.field(linger, "linger")) * SECOND : -1);
        } else if (option == Option.TCP_FASTOPEN_KEY) {
            byte[] given = text(a, v).getBytes(StandardCharsets.ISO_8859_1);
            api.setOption(a.fd(0), option, Arrays.copyOf(given, (int) a.number(4)));
        } else if (option.isText() || option == Option.SO_BINDTODEVICE) {
            api.setOption(a.fd(0), option, text(a, v));
        } else if (v instanceof Value.Array) {
            api.setOption(a.fd(0), option, (int) a.pointed(3) == -1 && option == Option.TCP_NOTSENT_LOWAT ? 0xFFFF_FFFFL : a.pointed(3));
        } else {
            throw a.unsupported("the value " + Value.text(v));
        }
        return 0;
    }

    private static String text(Arguments a, Value v) {
        Value inner = v instanceof Value.Array all && all.items().size() == 1 ? all.items().get(0) : v;
        if (inner instanceof Value.Text t) {
            return t.value();
        }
        throw a.unsupported("the value " + Value.text(v));
    }

    long get(Arguments a) {
        a.count(5);
        Option option = option(a);
        List<Value> wanted = a.array(a.get(3));
        if (wanted.size() != 1 || option == Option.SO_LINGER || option.isText()) {
            throw a.unsupported("the value " + Value.text(a.get(3)));
        }
        long actual = api.option(a.fd(0), option);
        long expected = a.number(wanted.get(0));
        if ((int) actual != (int) expected) {
            throw a.differs(option.name(), expected, actual);
        }
        if (a.pointed(4) != INT_OCTETS) {
            throw a.differs("length of the value", a.pointed(4), INT_OCTETS);
        }
        return 0;
    }

    private static Option option(Arguments a) {
        String name = a.get(2) instanceof Value.Name n ? n.name() : "option " + Value.text(a.get(2));
        for (Option o : Option.values()) {
            if (o.name().equals(name)) {
                if (o.level().number() != a.number(1)) {
                    throw a.unsupported(name + " at level " + Value.text(a.get(1)));
                }
                return o;
            }
        }
        throw a.unsupported("the socket option " + name);
    }
}
