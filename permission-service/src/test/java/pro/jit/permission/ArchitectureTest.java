package pro.jit.permission;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

@AnalyzeClasses(packages = "pro.jit.permission", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule directoryStandsAlone = noClasses()
            .that()
            .resideInAPackage("..directory..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..evaluation..", "..grant..", "..role..", "..access..", "..audit..", "..outbox..")
            .because("what is read from org-sync-service must be rebuildable without knowing what it is used for");

    @ArchTest
    static final ArchRule theEngineTouchesNothing = noClasses()
            .that()
            .haveSimpleName("PolicyDecisionPoint")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jdbi..", "java.sql..", "jakarta..", "io.quarkus..", "org.apache.kafka..")
            .because("a decision is a function of facts and a time, so that facts can come from anywhere");

    @ArchTest
    static final ArchRule repositoriesStayInTheirFeature = classes()
            .that()
            .haveSimpleNameEndingWith("Repository")
            .should()
            .bePackagePrivate()
            .because("a feature uses another's records and use cases, never its tables' access");

    @ArchTest
    static final ArchRule problemsAreBuiltInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("..problem..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ServerExceptionMapper.class)
            .because("only one package turns exceptions into responses");

    @ArchTest
    static final ArchRule kafkaHasTwoDoors = noClasses()
            .that()
            .resideOutsideOfPackages("..directory..", "..outbox..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..")
            .because("events come in through the directory and leave through the outbox");

    @ArchTest
    static final ArchRule timeIsPassedIn = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("a decision depends on a clock that tests can set");
}
