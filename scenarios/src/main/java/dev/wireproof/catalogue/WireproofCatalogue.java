package dev.wireproof.catalogue;

import dev.wireproof.rig.scenario.Catalogue;
import java.util.ArrayList;
import java.util.List;

/** The scenarios that come with Wireproof; one class a line, in the order of the packages. */
public final class WireproofCatalogue implements Catalogue {
    @Override
    public List<Class<?>> scenarioClasses() {
        List<Class<?>> all = new ArrayList<>();
        all.addAll(belowTransport());
        all.addAll(datagrams());
        all.addAll(recovery());
        all.addAll(connections());
        all.addAll(transfer());
        return all;
    }

    private static List<Class<?>> belowTransport() {
        return List.of(new Class<?>[] {
                dev.wireproof.catalogue.arp.Resolution.class,
                dev.wireproof.catalogue.arp.Answers.class,
                dev.wireproof.catalogue.arp.UnaskedArp.class,
                dev.wireproof.catalogue.arp.Unreachability.class,
                dev.wireproof.catalogue.dev.Loopback.class,
                dev.wireproof.catalogue.dev.Losses.class,
                dev.wireproof.catalogue.icmp.Echo.class,
                dev.wireproof.catalogue.icmp.ErrorMessages.class,
                dev.wireproof.catalogue.ip.Headers.class,
                dev.wireproof.catalogue.ip.Options.class,
                dev.wireproof.catalogue.ip.Forwarding.class,
                dev.wireproof.catalogue.ip.ReversePath.class,
                dev.wireproof.catalogue.ip.ReassemblyTables.class,
                dev.wireproof.catalogue.ip.ReassemblyRules.class,
                dev.wireproof.catalogue.ip.FragmentSending.class,
                dev.wireproof.catalogue.ns.Boxes.class,
        });
    }

    private static List<Class<?>> datagrams() {
        return List.of(new Class<?>[] {
                dev.wireproof.catalogue.udp.Arrival.class,
                dev.wireproof.catalogue.udp.Sockets.class,
                dev.wireproof.catalogue.udp.Sending.class,
                dev.wireproof.catalogue.reuseport.Balance.class,
                dev.wireproof.catalogue.reuseport.Changes.class,
                dev.wireproof.catalogue.reuseport.Binds.class,
        });
    }

    private static List<Class<?>> recovery() {
        return List.of(new Class<?>[] {
                dev.wireproof.catalogue.newreno.PublishedDrops.class,
                dev.wireproof.catalogue.newreno.Rfc6582Arithmetic.class,
                dev.wireproof.catalogue.newreno.WindowGrowth.class,
                dev.wireproof.catalogue.newreno.NewRenoVariants.class,
                dev.wireproof.catalogue.newreno.LinuxRecoveryLadders.class,
                dev.wireproof.catalogue.newreno.NeedlessTimeouts.class,
                dev.wireproof.catalogue.sack.Rfc6675Order.class,
                dev.wireproof.catalogue.sack.SackWrap.class,
                dev.wireproof.catalogue.sack.Rfc6675Recovery.class,
                dev.wireproof.catalogue.tcp.congestion.EndOfSlowStart.class,
                dev.wireproof.catalogue.tcp.congestion.CubicGrowth.class,
                dev.wireproof.catalogue.tcp.congestion.SendingRate.class,
                dev.wireproof.catalogue.tcp.congestion.WindowInUse.class,
                dev.wireproof.catalogue.tcp.recovery.Scoreboard.class,
                dev.wireproof.catalogue.tcp.recovery.LossByAge.class,
                dev.wireproof.catalogue.tcp.recovery.Probes.class,
                dev.wireproof.catalogue.tcp.recovery.Undoing.class,
                dev.wireproof.catalogue.tcp.recovery.RateReduction.class,
        });
    }

    private static List<Class<?>> connections() {
        return List.of(new Class<?>[] {
                dev.wireproof.catalogue.tcp.state.HandshakeFigures.class,
                dev.wireproof.catalogue.tcp.state.RestartFigures.class,
                dev.wireproof.catalogue.tcp.state.CloseFigures.class,
                dev.wireproof.catalogue.tcp.state.OddSegmentsBeforeEstablished.class,
                dev.wireproof.catalogue.tcp.state.SynReceivedRules.class,
                dev.wireproof.catalogue.tcp.state.SynchronizedResets.class,
                dev.wireproof.catalogue.tcp.state.ChallengeAcks.class,
                dev.wireproof.catalogue.tcp.state.ErrorsAboutSegments.class,
                dev.wireproof.catalogue.tcp.state.PrintedAnswers.class,
                dev.wireproof.catalogue.tcp.state.PrintedTimes.class,
                dev.wireproof.catalogue.tcp.state.HandshakeTimes.class,
                dev.wireproof.catalogue.tcp.state.ListenQueues.class,
                dev.wireproof.catalogue.tcp.state.HalfCloseAndAbort.class,
                dev.wireproof.catalogue.tcp.state.TimeWaitRules.class,
                dev.wireproof.catalogue.tcp.state.OptionsOfSyn.class,
                dev.wireproof.catalogue.tcp.state.TimestampRules.class,
                dev.wireproof.catalogue.tcp.state.InitialSequenceNumbers.class,
                dev.wireproof.catalogue.tcp.fastopen.ClientsWithCookies.class,
                dev.wireproof.catalogue.tcp.fastopen.ClientsThatFallBack.class,
                dev.wireproof.catalogue.tcp.fastopen.ListenersWithCookies.class,
                dev.wireproof.catalogue.tcp.fastopen.ChildrenBeforeEstablished.class,
                dev.wireproof.catalogue.tcp.fastopen.LossBeforeEstablished.class,
                dev.wireproof.catalogue.tcp.fastopen.PeersRemembered.class,
                dev.wireproof.catalogue.tcp.state.TimestampsBeyondEstablished.class,
                dev.wireproof.catalogue.tcp.state.SmallObjects.class,
                dev.wireproof.catalogue.tcp.state.SynCookieRules.class,
                dev.wireproof.catalogue.tcp.state.ClosingCorners.class,
                dev.wireproof.catalogue.tcp.state.DeferredHandshakes.class,
                dev.wireproof.catalogue.tcp.state.ClosingLimits.class,
                dev.wireproof.catalogue.tcp.state.TimeWaitReuse.class,
                dev.wireproof.catalogue.tcp.state.ClientPorts.class,
                dev.wireproof.catalogue.tcp.state.ClassicHandshake.class,
                dev.wireproof.catalogue.tcp.state.FloodedListener.class,
                dev.wireproof.catalogue.tcp.state.CallsBeforeEstablished.class,
                dev.wireproof.catalogue.tcp.state.CallsWhileClosing.class,
                dev.wireproof.catalogue.tcp.state.OddAddresses.class,
                dev.wireproof.catalogue.tcp.state.TimestampFields.class,
                dev.wireproof.catalogue.tcp.state.TimeWaitTimestamps.class,
                dev.wireproof.catalogue.tcp.state.StrippedOptions.class,
        });
    }

    private static List<Class<?>> transfer() {
        return List.of(new Class<?>[] {
                dev.wireproof.catalogue.tcp.window.ReceiveCases.class,
                dev.wireproof.catalogue.tcp.window.SackReports.class,
                dev.wireproof.catalogue.tcp.window.WindowLimits.class,
                dev.wireproof.catalogue.tcp.window.SillyWindows.class,
                dev.wireproof.catalogue.tcp.window.ZeroWindow.class,
                dev.wireproof.catalogue.tcp.window.SendWindow.class,
                dev.wireproof.catalogue.tcp.window.SmallSegments.class,
                dev.wireproof.catalogue.tcp.window.AckSchedule.class,
                dev.wireproof.catalogue.tcp.window.WrapAround.class,
                dev.wireproof.catalogue.tcp.window.SendCalls.class,
                dev.wireproof.catalogue.tcp.window.CrowdedReceiver.class,
                dev.wireproof.catalogue.tcp.window.TextbookWindow.class,
                dev.wireproof.catalogue.tcp.path.PathMtu.class,
                dev.wireproof.catalogue.tcp.path.MtuProbes.class,
                dev.wireproof.catalogue.tcp.path.IpChoices.class,
                dev.wireproof.catalogue.tcp.path.IcmpMessages.class,
                dev.wireproof.catalogue.tcp.ecn.Negotiation.class,
                dev.wireproof.catalogue.tcp.ecn.CongestionSeen.class,
                dev.wireproof.catalogue.tcp.ecn.CongestionEchoed.class,
                dev.wireproof.catalogue.tcp.ecn.PrintedRules.class,
                dev.wireproof.catalogue.tcp.urgent.UrgentReceiving.class,
                dev.wireproof.catalogue.tcp.urgent.UrgentSending.class,
                dev.wireproof.catalogue.tcp.calls.Signatures.class,
                dev.wireproof.catalogue.tcp.calls.Records.class,
                dev.wireproof.catalogue.tcp.calls.Accounts.class,
                dev.wireproof.catalogue.tcp.calls.ReceiveFlags.class,
                dev.wireproof.catalogue.tcp.timer.TimeoutFromSamples.class,
                dev.wireproof.catalogue.tcp.timer.Rfc7323Figures.class,
                dev.wireproof.catalogue.tcp.timer.BackoffAndKarn.class,
                dev.wireproof.catalogue.tcp.timer.GiveUp.class,
                dev.wireproof.catalogue.tcp.timer.Keepalive.class,
        });
    }
}
