package dev.wireproof.meta;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/** Who may use whom. The stack is built in tiers; a package uses lower tiers only, so not even its neighbours on its own tier. */
final class Tiers {

    private static final String ROOT = "dev.wireproof.";
    private static final String CORE = ROOT + "core.";

    /** The packages of the stack, lowest first; a line is a tier. */
    private static final List<List<String>> CORE_TIERS = List.of(
            List.of("base"),
            List.of("sim", "wire"),
            List.of("skb", "mib"),
            List.of("dev"),
            List.of("neigh", "hook"),
            List.of("route"),
            List.of("ip"),
            List.of("arp", "nd", "netfilter"),
            List.of("sock"),
            List.of("udp", "raw", "tcp"),
            List.of("syscall", "tunnel"),
            List.of("netns"),
            List.of("operator"));

    static final ArchRule CORE_PACKAGES_USE_LOWER_TIERS_ONLY =
            classes().that().resideInAPackage(CORE + ".").and().doNotHaveSimpleName("package-info").should(useLowerTiersOnly());

    static final ArchRule CORE_NEEDS_THE_JDK_ALONE = classes().that().resideInAPackage(CORE + ".")
            .should().onlyDependOnClassesThat().resideInAnyPackage("java..", "org.jspecify..", CORE + ".");

    static final ArchRule NOTHING_IN_THE_HARNESS_KNOWS_THE_CATALOGUE = noClasses().that().resideInAPackage(ROOT + "rig..")
            .should().dependOnClassesThat().resideInAPackage(ROOT + "catalogue..");

    static final ArchRule ORACLES_SHARE_NOTHING_WITH_THE_STACK = noClasses().that().resideInAPackage(ROOT + "rig.oracle..")
            .should().dependOnClassesThat().resideInAnyPackage(CORE + ".", ROOT + "rig.link..", ROOT + "rig.scenario..");

    static final ArchRule TRANSPORTS_KNOW_NO_ADDRESS_FAMILY = noClasses().that()
            .resideInAnyPackage(CORE + "tcp..", CORE + "udp..", CORE + "raw..")
            .should().dependOnClassesThat(anAddressFamily());

    static final ArchRule ONLY_THE_COMMAND_LINE_KNOWS_THE_COMMAND_LINE = noClasses().that()
            .resideOutsideOfPackage(ROOT + "rig.cli..")
            .should().dependOnClassesThat().resideInAnyPackage("picocli..", ROOT + "rig.cli..");

    static final ArchRule ONLY_LIVE_CALLS_NATIVE_CODE = noClasses().that().resideOutsideOfPackage(ROOT + "rig.live..")
            .should().dependOnClassesThat().resideInAPackage("com.sun.jna..");

    private Tiers() {
    }

    private static ArchCondition<JavaClass> useLowerTiersOnly() {
        return new ArchCondition<>("use lower tiers only") {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                if (tier(origin) < 0) {
                    events.add(SimpleConditionEvent.violated(origin, origin.getName() + " is in a package that has no tier"));
                    return;
                }
                for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    if (resideInAPackage(CORE + ".").test(target) && !room(origin).equals(room(target)) && tier(target) >= tier(origin)) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }

    /** The first name below {@code core}; empty for a class in {@code core} itself. */
    private static String room(JavaClass type) {
        String name = type.getPackageName();
        return name.length() < CORE.length() ? "" : name.substring(CORE.length()).split("\\.", 2)[0];
    }

    private static int tier(JavaClass type) {
        for (int i = 0; i < CORE_TIERS.size(); i++) {
            if (CORE_TIERS.get(i).contains(room(type))) {
                return i;
            }
        }
        return -1;
    }

    private static DescribedPredicate<JavaClass> anAddressFamily() {
        return new DescribedPredicate<>("belong to one address family") {
            @Override
            public boolean test(JavaClass type) {
                JavaClass element = type.getBaseComponentType();
                return element.getName().startsWith("java.net.Inet")
                        || element.getName().startsWith(CORE) && element.getSimpleName().matches("(Ip|Icmp)?[Vv][46].*|Arp.*");
            }
        };
    }
}
