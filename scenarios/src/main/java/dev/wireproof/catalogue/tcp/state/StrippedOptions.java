package dev.wireproof.catalogue.tcp.state;

import static dev.wireproof.catalogue.tcp.Opening.PORT;
import static dev.wireproof.rig.scenario.Words.*;

import dev.wireproof.core.sim.Task;
import dev.wireproof.rig.scenario.Lab;
import dev.wireproof.rig.scenario.LabHost;
import dev.wireproof.rig.scenario.LabWire;
import dev.wireproof.rig.scenario.Scenario;
import dev.wireproof.rig.scenario.SutSocket;

/** Middleboxes that make padding of options they do not know: the connection does without. */
public class StrippedOptions {
    @Scenario(id = "tcp-state/middlebox-strips-the-syn", malformed = true,
            rfc = {"7323-2.2-b", "7323-2.3-e", "7323-3.2-a", "2018-2-a"},
            confirmedBy = {"rfc:7323-2.2-b", "rfc:7323-3.2-a", "formula:what the SYN lost, the SYN-ACK does not offer (facts 8.4)"})
    public void whatTheSynLostOnItsWayTheConnectionDoesNotUse(Lab lab) {
        LabHost client = lab.host("client");
        LabHost server = lab.host("server");
        LabWire wire = lab.wire(client, server).oneWayDelay(ms(10));
        wire.faults(client.to(server)).plan("strip 8 match tcp+syn; strip 4 match tcp+syn; strip 3 match tcp+syn");
        Task serves = lab.task(server, "serve", () -> {
            SutSocket conn = server.socket(STREAM).bind(PORT).listen(1).accept();
            conn.readFully(4000);
            conn.close();
        });
        Task talks = lab.task(client, "talk", () -> {
            SutSocket conn = client.socket(STREAM);
            conn.connect(wire.addressB(), PORT);
            conn.write(new byte[4000]);
            conn.close();
        });
        lab.run();
        lab.check("both programs done", serves.isDone() && talks.isDone());
    }
}
