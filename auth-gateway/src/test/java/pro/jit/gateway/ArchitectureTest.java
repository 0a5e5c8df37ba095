package pro.jit.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

@AnalyzeClasses(packages = "pro.jit.gateway", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule FEISHU_STANDS_ALONE = noClasses()
            .that()
            .resideInAPackage("..gateway.feishu..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..gateway.login..",
                    "..gateway.session..",
                    "..gateway.application..",
                    "..gateway.problem..",
                    "..gateway.page..")
            .because(
                    "Feishu's wire format is known in one place, which says what an answer means and not what a visitor is shown");

    @ArchTest
    static final ArchRule ONLY_LOGIN_ASKS_FEISHU = classes()
            .that()
            .resideInAPackage("..gateway.feishu..")
            .should()
            .onlyBeAccessed()
            .byAnyPackage("..gateway.feishu..", "..gateway.login..")
            .because("a session, once there, knows nothing of how Feishu was asked");

    @ArchTest
    static final ArchRule TOKENS_KNOW_NO_BROWSER = noClasses()
            .that()
            .resideInAPackage("..gateway.token..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..gateway.login..", "..gateway.feishu..", "..gateway.decision..")
            .because("what a token says is given to the issuer, which asks nobody");

    @ArchTest
    static final ArchRule THE_REST_OF_US_STANDS_BELOW_LOGIN = noClasses()
            .that()
            .resideOutsideOfPackage("..gateway.login..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..gateway.login..")
            .because("signing in uses the other features; none of them starts a sign-in");

    @ArchTest
    static final ArchRule NOBODY_STANDS_ON_OPENID = noClasses()
            .that()
            .resideOutsideOfPackage("..gateway.openid..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..gateway.openid..")
            .because(
                    "the token endpoint knows kinds of grants and tokens, and a session does not know who was told of it");

    @ArchTest
    static final ArchRule NOBODY_STANDS_ON_THE_CONSOLE = noClasses()
            .that()
            .resideOutsideOfPackage("..gateway.console..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..gateway.console..")
            .because("the console calls our APIs as others do; they know callers by their tokens alone");

    @ArchTest
    static final ArchRule REPOSITORIES_STAY_AT_HOME = classes()
            .that()
            .haveSimpleNameEndingWith("Repository")
            .should()
            .bePackagePrivate()
            .because("a feature may use another's records, never its tables");

    @ArchTest
    static final ArchRule PROBLEM_MAPS_EXCEPTIONS = com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods()
            .that()
            .areAnnotatedWith(ServerExceptionMapper.class)
            .should()
            .beDeclaredInClassesThat()
            .resideInAPackage("..gateway.problem..")
            .because("one place decides what an exception tells the caller");

    @ArchTest
    static final ArchRule GROUND_KNOWS_NO_FEATURE = noClasses()
            .that()
            .resideInAnyPackage(
                    "..gateway.encryption..", "..gateway.outbound..", "..gateway.page..", "..gateway.connection..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..gateway.login..",
                    "..gateway.session..",
                    "..gateway.token..",
                    "..gateway.application..",
                    "..gateway.feishu..",
                    "..gateway.decision..",
                    "..gateway.forward..")
            .because("what all features stand on cannot stand on one of them");
}
