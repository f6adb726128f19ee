package dev.wireproof.rig.packetdrill.run;

import dev.wireproof.core.sock.ControlMessage;
import dev.wireproof.core.sock.ExtendedError;
import dev.wireproof.rig.packetdrill.Flags;
import dev.wireproof.rig.packetdrill.script.Value;
import java.util.List;

/** Holds the control messages of a receive call against a script's {@code msg_control}. Times in it count from the start of the script. */
final class ControlCheck {
    private static final long SECOND = 1_000_000_000L;
    /** Virtual time 0, 2000-01-01T00:00:00Z, on the clock of stamps. */
    private static final long EPOCH_NANOS = 946_684_800L * SECOND;

    private final Flags flags;
    private final long startNanos;

    ControlCheck(Flags flags, long startNanos) {
        this.flags = flags;
        this.startNanos = startNanos;
    }

    /** A message without the field is not looked at. */
    void check(Arguments a, Value.Struct message, List<ControlMessage> got) {
        Value wanted = message.get("msg_control");
        if (wanted == null) {
            return;
        }
        List<Value> all = a.array(wanted);
        if (all.size() != got.size()) {
            throw a.differs("control messages", all.size(), got);
        }
        for (int i = 0; i < all.size(); i++) {
            if (!(all.get(i) instanceof Value.Struct one)) {
                throw a.unsupported("the control message " + Value.text(all.get(i)));
            }
            same(a, "cmsg_level", a.number(a.field(one, "cmsg_level")), got.get(i).level());
            same(a, "cmsg_type", a.number(a.field(one, "cmsg_type")), got.get(i).type());
            data(a, a.field(one, "cmsg_data"), got.get(i));
        }
    }

    private static void same(Arguments a, String what, long expected, long actual) {
        if (expected != actual) {
            throw a.differs(what, expected, actual);
        }
    }

    private void data(Arguments a, Value wanted, ControlMessage got) {
        if (got instanceof ControlMessage.Unread u) {
            same(a, "octets that wait", a.number(wanted), u.octets());
        } else if (!(wanted instanceof Value.Struct s)) {
            throw a.unsupported("the control data " + Value.text(wanted));
        } else if (got instanceof ControlMessage.Error e) {
            error(a, s, e.error());
        } else if (got instanceof ControlMessage.Timestamp t) {
            time(a, s, t.realNanos() - EPOCH_NANOS - startNanos);
        } else {
            throw a.unsupported("control messages of this type");
        }
    }

    private static void error(Arguments a, Value.Struct s, ExtendedError e) {
        for (Value.Field f : s.fields()) {
            long actual = switch (f.name()) {
                case "ee_errno" -> e.errno().number();
                case "ee_origin" -> e.origin().number();
                case "ee_type" -> e.type();
                case "ee_code" -> e.code();
                case "ee_info" -> e.info() & 0xFFFF_FFFFL;
                case "ee_data" -> e.data() & 0xFFFF_FFFFL;
                default -> throw a.unsupported("the field " + f.name());
            };
            same(a, f.name(), a.number(f.value()), actual);
        }
    }

    private void time(Arguments a, Value.Struct s, long actualNanos) {
        long expected = a.number(a.field(s, "scm_sec")) * SECOND + a.number(a.field(s, "scm_nsec"));
        if (Math.abs(actualNanos - expected) > flags.toleranceNanos(0)) {
            throw a.differs("time of the stamp", TimeJudge.seconds(expected) + " s", TimeJudge.seconds(actualNanos) + " s");
        }
    }
}
