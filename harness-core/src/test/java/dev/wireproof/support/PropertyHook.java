package dev.wireproof.support;

import io.qameta.allure.Allure;
import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Around every property (registered as a service): the seed is the project's, or that of {@code -Dwireproof.seed=n}; {@code -Dwireproof.tries=n}
 * overrides how often it is tried; seed, counts and a shrunk counterexample go into Allure. A seed written at the property itself wins.
 */
public final class PropertyHook implements AroundPropertyHook {

    /** Outside every other hook, so that it sees the final outcome. */
    private static final int OUTERMOST = -50;

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    @Override
    public boolean appliesTo(Optional<AnnotatedElement> element) {
        return true;
    }

    @Override
    public int aroundPropertyProximity() {
        return OUTERMOST;
    }

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) throws Throwable {
        if (context.attributes().seed().isEmpty()) {
            context.attributes().setSeed(Long.getLong("wireproof.seed", ProjectFiles.seed()).toString());
        }
        Integer tries = Integer.getInteger("wireproof.tries");
        if (tries != null) {
            context.attributes().setTries(tries);
        }
        PropertyExecutionResult outcome = property.execute();
        // Left out of Allure's history id: another seed is still the same test.
        Allure.parameter("seed", outcome.seed().orElse("none"), true);
        Allure.parameter("tries", outcome.countTries(), true);
        Allure.parameter("checks", outcome.countChecks(), true);
        outcome.falsifiedParameters()
                .ifPresent(sample -> Allure.addAttachment("smallest counterexample", "text/plain", sample.toString()));
        return outcome;
    }
}
