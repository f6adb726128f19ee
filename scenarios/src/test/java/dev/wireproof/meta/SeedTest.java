package dev.wireproof.meta;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.support.ProjectFiles;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/** The project has one seed, and its properties use it. */
class SeedTest {

    @Property(tries = 3)
    @AddLifecycleHook(SeesTheProjectsSeed.class)
    void everyPropertyRunsUnderTheProjectsSeed(@ForAll int any) {
    }

    static final class SeesTheProjectsSeed implements AroundPropertyHook {
        @Override
        public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) throws Throwable {
            PropertyExecutionResult outcome = property.execute();
            assertEquals(Long.getLong("wireproof.seed", ProjectFiles.seed()).toString(), outcome.seed().orElseThrow());
            return outcome;
        }
    }
}
