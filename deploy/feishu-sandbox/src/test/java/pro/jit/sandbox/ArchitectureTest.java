package pro.jit.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "pro.jit.sandbox", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule MODEL_KNOWS_NO_HTTP = noClasses()
            .that()
            .resideInAPackage("..sandbox.model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "..sandbox.gateway..", "..sandbox.oauth..", "..sandbox.contact..")
            .because("the company must be usable in tests without a server");

    @ArchTest
    static final ArchRule CONTACT_KNOWS_NO_LOGIN = noClasses()
            .that()
            .resideInAPackage("..sandbox.contact..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..sandbox.oauth..", "..sandbox.passport..", "..sandbox.client..")
            .because("reading contacts and logging in have only tokens in common");

    @ArchTest
    static final ArchRule NOTHING_NEEDS_THE_CONTROL_API = noClasses()
            .that()
            .resideOutsideOfPackages("..sandbox.control..", "pro.jit.sandbox")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..sandbox.control..")
            .because("what plays Feishu must not know that it is played with");
}
