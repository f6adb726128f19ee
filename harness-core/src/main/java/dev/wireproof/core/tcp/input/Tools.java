package dev.wireproof.core.tcp.input;

import dev.wireproof.core.ip.Network;
import dev.wireproof.core.mib.Counters;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.tcp.output.Outputs;
import dev.wireproof.core.tcp.tcb.TcpSettings;

/** What every step of one namespace has at hand. */
record Tools(EventLoop loop, Network network, ArrivalRules rules, Outputs out, Discard discard, TcpSettings settings, Counters counters) {}
