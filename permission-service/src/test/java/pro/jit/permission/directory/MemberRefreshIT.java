package pro.jit.permission.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.WithDefault;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.Permission;
import pro.jit.permission.testing.RealServers;
import pro.jit.permission.testing.TestClock;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class MemberRefreshIT {
    @Inject
    MemberRefresh refresh;

    @Inject
    Permission permission;

    @Inject
    TestClock clock;

    @Test
    void unlessConfiguredADecisionWaitsEightHundredMillisecondsAtMost() throws NoSuchMethodException {
        var wait = DirectoryConfig.class.getDeclaredMethod("refreshWait").getAnnotation(WithDefault.class);

        assertThat(Duration.parse(wait.value())).isEqualTo(Duration.ofMillis(800));
    }

    @Test
    void anAnswerHadSinceTheDirectoryWasLookedAtCountsWithoutAskingAgain() {
        var company = new Company("refresh-since");
        var organization = new OrganizationId(company.organizationId());
        permission.refreshAnswers(company.openId("li"), 200, company.memberAnswer("li", "active"));
        var early = clock.instant();

        assertThat(refresh.refresh(organization, company.openId("li"), early, "first"))
                .isTrue();
        assertThat(refresh.refresh(organization, company.openId("li"), early, "looked before that answer"))
                .isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(refresh.refresh(organization, company.openId("li"), clock.instant(), "looked after it"))
                .isFalse();

        assertThat(permission.refreshCalls(company.openId("li"))).isEqualTo(1);
    }
}
