package dev.wireproof.meta;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.regex.Pattern;

/**
 * What nothing in the project may use, because it would make a run depend on more than its seed. Types are matched by their full name, calls
 * by ArchUnit's text of the target, for example {@code java.lang.Math.pow(double, double)}.
 */
enum Forbidden {

    CLOCKS("the time comes from the event loop",
            "java\\.time\\.Clock|java\\.util\\.Date|java\\.util\\.GregorianCalendar",
            "java\\.lang\\.System\\.(nanoTime|currentTimeMillis)\\(.*|java\\.time\\.\\w+\\.now\\(.*|java\\.util\\.Calendar\\.getInstance\\(.*",
            "dev.wireproof.rig.live..", "dev.wireproof.rig.explore.."),

    THREADS("one simulation runs on one thread at a time",
            "java\\.lang\\.(Thread|ThreadLocal|ThreadGroup)|java\\.util\\.(Timer|TimerTask)"
                    + "|java\\.util\\.concurrent\\.(?!(TimeUnit|TimeoutException|Callable)$).*",
            "java\\.lang\\.\\w+\\.(wait|notify|notifyAll)\\(.*|java\\.util\\.concurrent\\.TimeUnit\\.sleep\\(.*",
            "dev.wireproof.core.sim..", "dev.wireproof.rig.live..", "dev.wireproof.rig.explore.."),

    CHANCE("chance comes from the seeded streams",
            "java\\.util\\.(Random|SplittableRandom)|java\\.util\\.random\\..*|java\\.security\\.SecureRandom"
                    + "|java\\.util\\.concurrent\\.ThreadLocalRandom",
            "java\\.lang\\.(Strict)?Math\\.random\\(.*|java\\.util\\.UUID\\.randomUUID\\(.*|java\\.util\\.Collections\\.shuffle\\(.*"),

    UNORDERED("iteration order would differ between runs",
            "java\\.util\\.(HashMap|HashSet|Hashtable|IdentityHashMap|WeakHashMap|concurrent\\.ConcurrentHashMap)",
            "java\\.util\\.(Map|Set)\\.(of|ofEntries|copyOf)\\(.*"
                    + "|java\\.util\\.stream\\.Collectors\\.(to|toUnmodifiable)(Set|Map)\\(.*"
                    + "|java\\.util\\.stream\\.Collectors\\.(groupingBy|groupingByConcurrent|toConcurrentMap)\\(.*"),

    IDENTITY("an identity hash differs between runs",
            "",
            "java\\.lang\\.System\\.identityHashCode\\(.*|java\\.lang\\.Object\\.hashCode\\(\\)"),

    PARALLEL_STREAMS("one simulation runs on one thread at a time",
            "",
            "java\\.util\\..*\\.(parallelStream|parallel|parallelPrefix|parallelSort|parallelSetAll)\\(.*"),

    INEXACT_MATH("the result may differ between processors; StrictMath does not",
            "",
            "java\\.lang\\.Math\\.(log|log10|log1p|exp|expm1|pow|cbrt)\\(.*"),

    LOCALES("the text would depend on the user's language or zone",
            "java\\.text\\.(DecimalFormat|SimpleDateFormat|NumberFormat|MessageFormat|Collator)",
            "java\\.lang\\.String\\.format\\(java\\.lang\\.String, .*|java\\.lang\\.String\\.formatted\\(.*"
                    + "|java\\.lang\\.String\\.(toLowerCase|toUpperCase)\\(\\)"
                    + "|java\\.io\\.(PrintStream|PrintWriter)\\.(format|printf)\\(java\\.lang\\.String, .*"
                    + "|java\\.util\\.Formatter\\.(<init>\\((?!.*Locale).*|format\\(java\\.lang\\.String, .*)"
                    + "|java\\.time\\.format\\.DateTimeFormatter\\.ofPattern\\(java\\.lang\\.String\\)"
                    + "|java\\.util\\.Locale\\.getDefault\\(.*|java\\.util\\.TimeZone\\.getDefault\\(.*|java\\.time\\.ZoneId\\.systemDefault\\(.*"),

    CHARSETS("the bytes would depend on the machine's character set",
            "java\\.io\\.(FileReader|FileWriter)",
            "java\\.lang\\.String\\.getBytes\\(\\)|java\\.lang\\.String\\.<init>\\(\\[B(, int, int)?\\)"
                    + "|java\\.nio\\.charset\\.Charset\\.defaultCharset\\(.*"
                    + "|java\\.io\\.ByteArrayOutputStream\\.toString\\(\\)"
                    + "|java\\.io\\.(InputStreamReader\\.<init>\\(java\\.io\\.InputStream\\)|OutputStreamWriter\\.<init>\\(java\\.io\\.OutputStream\\))"
                    + "|java\\.util\\.Scanner\\.<init>\\(java\\.(io|nio)\\.[\\w.]*\\)");

    /** The one place outside real-time rooms that may read a clock. */
    private static final String WALL_CLOCK = "dev.wireproof.rig.cli.WallClock";

    private final String reason;
    private final Pattern types;
    private final Pattern calls;
    private final String[] allowedIn;

    Forbidden(String reason, String types, String calls, String... allowedIn) {
        this.reason = reason;
        this.types = Pattern.compile(types);
        this.calls = Pattern.compile(calls);
        this.allowedIn = allowedIn;
    }

    ArchRule rule() {
        return classes().should(new ArchCondition<>("use no " + name() + ": " + reason) {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                if (!isAllowed(origin)) {
                    report(origin, events);
                }
            }
        });
    }

    private boolean isAllowed(JavaClass origin) {
        return allowedIn.length > 0 && resideInAnyPackage(allowedIn).test(origin)
                || this == CLOCKS && origin.getName().equals(WALL_CLOCK);
    }

    private void report(JavaClass origin, ConditionEvents events) {
        for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
            if (types.matcher(dependency.getTargetClass().getBaseComponentType().getName()).matches()) {
                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
            }
        }
        for (JavaAccess<?> access : origin.getAccessesFromSelf()) {
            if (calls.matcher(access.getTarget().getFullName()).matches()) {
                events.add(SimpleConditionEvent.violated(access, access.getDescription()));
            }
        }
    }
}
