package dev.wireproof.meta;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static dev.wireproof.meta.Canary.violations;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many simulations run side by side in one JVM: they share constants and nothing else. */
class StaticStateTest {

    private static final Pattern MUTABLE = Pattern.compile("java\\.util\\.(\\w*(List|Map|Set|Deque|Queue|Vector|Stack|Table)|BitSet)"
            + "|java\\.util\\.concurrent\\..*|java\\.lang\\.(StringBuilder|StringBuffer|ThreadLocal)|java\\.nio\\.\\w*Buffer");
    /** Interfaces whose implementations may be unmodifiable; the tests of {@code List.of} and the like are left to the reader. */
    private static final Pattern ABSTRACT = Pattern.compile("java\\.util\\.(List|Map|Set|SortedMap|SortedSet|NavigableMap|NavigableSet)");

    private static final ArchRule NO_STATIC_STATE = fields().that().areStatic().should(new ArchCondition<>("be constants") {
        @Override
        public void check(JavaField field, ConditionEvents events) {
            String type = field.getRawType().getName();
            boolean isFinal = field.getModifiers().contains(JavaModifier.FINAL);
            if (!isFinal || MUTABLE.matcher(type).matches() && !ABSTRACT.matcher(type).matches()) {
                events.add(SimpleConditionEvent.violated(field, field.getFullName() + " of type " + type));
            }
        }
    });

    @Test
    void theProjectHasNoStaticState() {
        assertEquals(List.of(), violations(NO_STATIC_STATE, MainClasses.ALL));
    }

    @Test
    void countersAndMapsInStaticFieldsAreReported(@TempDir Path folder) throws IOException {
        var classes = Canary.compile(folder, """
                package dev.wireproof.core.tcp;
                class Canary {
                    static int counter;
                    static final java.util.TreeMap<String, String> CACHE = new java.util.TreeMap<>();
                    static final StringBuilder TEXT = new StringBuilder();
                    static final java.util.concurrent.atomic.AtomicLong NEXT = new java.util.concurrent.atomic.AtomicLong();
                    static final int FINE = 1;
                    static final java.util.List<String> NAMES = java.util.List.of("a");
                }
                """);
        assertEquals(4, violations(NO_STATIC_STATE, classes).size());
    }
}
