package dev.wireproof.catalogue.properties;

import dev.wireproof.rig.explore.Case;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ReuseportPropertiesTest {
    private static final ReuseportChoices CHOICES = new ReuseportChoices();
    private static final ReuseportBalance BALANCE = new ReuseportBalance();

    @Property(tries = 200)
    void everyChoiceFitsAllEarlierOnes(@ForAll("choices") Case<ReuseportStep> one) {
        Cases.hold(CHOICES, one);
    }

    @Provide
    Arbitrary<Case<ReuseportStep>> choices() {
        return Cases.of(CHOICES);
    }

    @Property(tries = 30)
    void membersShareEqually(@ForAll("balances") Case<String> one) {
        Cases.hold(BALANCE, one);
    }

    @Provide
    Arbitrary<Case<String>> balances() {
        return Cases.of(BALANCE);
    }
}
