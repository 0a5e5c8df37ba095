package pro.jit.orgsync;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

@AnalyzeClasses(packages = "pro.jit.orgsync", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule FEISHU_STANDS_ALONE = noClasses()
            .that()
            .resideInAPackage("..orgsync.feishu..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..orgsync.organization..",
                    "..orgsync.directory..",
                    "..orgsync.sync..",
                    "..orgsync.outbox..",
                    "..orgsync.listing..",
                    "..orgsync.problem..")
            .because(
                    "Feishu's wire format is known in one place, which says what Feishu answered and not what we make of it");

    @ArchTest
    static final ArchRule THE_DIRECTORY_KNOWS_NO_RUN = noClasses()
            .that()
            .resideInAPackage("..orgsync.directory..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..orgsync.sync..", "..orgsync.feishu..")
            .because("whatever finds a change, it is written and told in the same way");

    @ArchTest
    static final ArchRule ORGANIZATIONS_STAND_BELOW_WHAT_IS_DONE_WITH_THEM = noClasses()
            .that()
            .resideInAPackage("..orgsync.organization..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..orgsync.sync..", "..orgsync.directory..")
            .because("an organization begins a run through an interface of its own, and reads no directory");

    @ArchTest
    static final ArchRule GROUND_KNOWS_NO_FEATURE = noClasses()
            .that()
            .resideInAnyPackage(
                    "..orgsync.encryption..", "..orgsync.outbox..", "..orgsync.listing..", "..orgsync.caller..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..orgsync.organization..", "..orgsync.directory..", "..orgsync.sync..", "..orgsync.feishu..")
            .because("what all features stand on cannot stand on one of them");

    @ArchTest
    static final ArchRule PROBLEMS_KNOW_FEISHU_AND_NO_FEATURE = noClasses()
            .that()
            .resideInAPackage("..orgsync.problem..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..orgsync.organization..", "..orgsync.directory..", "..orgsync.sync..")
            .because("a problem is told in the same way whatever feature met it");

    @ArchTest
    static final ArchRule REPOSITORIES_STAY_AT_HOME = classes()
            .that()
            .haveSimpleNameEndingWith("Repository")
            .should()
            .bePackagePrivate()
            .because("a feature may use another's records and use cases, never its tables");

    @ArchTest
    static final ArchRule PROBLEM_MAPS_EXCEPTIONS = methods()
            .that()
            .areAnnotatedWith(ServerExceptionMapper.class)
            .should()
            .beDeclaredInClassesThat()
            .resideInAPackage("..orgsync.problem..")
            .because("one place decides what an exception tells the caller");

    @ArchTest
    static final ArchRule KAFKA_HAS_ONE_DOOR = noClasses()
            .that()
            .resideOutsideOfPackage("..orgsync.outbox..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..")
            .because("an event leaves through the outbox, in the transaction of its change, or not at all");

    @ArchTest
    static final ArchRule TIME_IS_PASSED_IN = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("what depends on the time depends on a clock that tests can set");
}
