package dev.wireproof.catalogue.tcp.window;

import static dev.wireproof.catalogue.tcp.Opening.PORT;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.rig.scenario.Lab;
import dev.wireproof.rig.scenario.LabFrame;
import dev.wireproof.rig.scenario.LabHost;
import dev.wireproof.rig.scenario.LabWire;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** What headers cost when a reader takes little at a time. */
public class SillyWindows {
    private static final int OCTETS = 40_000;
    private static final int HEADERS = 40;

    @Scenario(id = "tcp-window/silly-reader",
            rfc = {"9293-MUST-38", "9293-MUST-39"},
            confirmedBy = "formula:without avoidance a reader of single octets would cost 80 octets of headers for each octet; with it segments stay full")
    public void aReaderOfSingleOctetsGetsFullSegments(Lab lab) {
        LabHost sender = lab.host("sender");
        LabHost reader = lab.host("reader");
        LabWire wire = lab.wire(sender, reader).oneWayDelay(ms(1));
        for (LabHost h : new LabHost[] {sender, reader}) {
            h.sysctl("net.ipv4.tcp_timestamps", "0");
        }
        SutSocket listener = reader.socket(STREAM).option("SO_RCVBUF", 8192).bind(PORT).listen(5);
        lab.task(sender, "writer", () -> sender.socket(STREAM).connect(wire.addressB(), PORT).write(bytes(OCTETS)));
        lab.task(reader, "reader", () -> {
            SutSocket conn = listener.accept();
            for (int n = 0; n < OCTETS; n++) {
                conn.read(1);
            }
        });
        lab.run();
        int segments = 0;
        int small = 0;
        int acks = 0;
        for (LabFrame f : lab.ladder().data(sender.to(reader))) {
            segments++;
            small += f.length() < 1460 ? 1 : 0;
        }
        for (LabFrame f : lab.ladder().sent(reader.to(sender))) {
            acks += f.isTcp() && !f.isData() ? 1 : 0;
        }
        int headers = HEADERS * (segments + acks);
        lab.check("octets of headers for 1000 of data: " + 1000L * headers / OCTETS + ", at most 60", headers * 1000L / OCTETS <= 60)
                .proves("TCP-9/sws-overhead");
        lab.check("small segments: " + small + ", at most 2", small <= 2).proves("TCP-9/sws-sender", "TCP-9/sws-receiver");
    }
}
