package dev.wireproof.catalogue.properties;

import dev.wireproof.rig.explore.Case;
import dev.wireproof.rig.fault.FaultRule;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RecoveryPropertiesTest {
    private static final TextbookRecovery TEXTBOOK = new TextbookRecovery();
    private static final SackRecovery SACK = new SackRecovery();
    private static final RetransmissionTimes TIMES = new RetransmissionTimes();
    private static final LinuxRecovery LINUX = new LinuxRecovery();

    @Property(tries = 150)
    void textbookSendsWhatTheModelSends(@ForAll("losses") Case<LossStep> one) {
        Cases.hold(TEXTBOOK, one);
    }

    @Provide
    Arbitrary<Case<LossStep>> losses() {
        return Cases.of(TEXTBOOK);
    }

    @Property(tries = 150)
    void rfc6675SendsWhatTheModelSends(@ForAll("sacked") Case<LossStep> one) {
        Cases.hold(SACK, one);
    }

    @Provide
    Arbitrary<Case<LossStep>> sacked() {
        return Cases.of(SACK);
    }

    @Property(tries = 150)
    void retransmissionsComeWhenTheRfcSays(@ForAll("answers") Case<AnswerStep> one) {
        Cases.hold(TIMES, one);
    }

    @Provide
    Arbitrary<Case<AnswerStep>> answers() {
        return Cases.of(TIMES);
    }

    @Property(tries = 200)
    void linuxSendsAgainWhatWasLost(@ForAll("faults") Case<FaultRule> one) {
        Cases.hold(LINUX, one);
    }

    @Provide
    Arbitrary<Case<FaultRule>> faults() {
        return Cases.of(LINUX);
    }
}
