package pro.jit.permission.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pro.jit.permission.evaluation.TruthTable.GivenGrant;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.EventLog;
import pro.jit.permission.testing.Permission;
import pro.jit.permission.testing.RealServers;
import pro.jit.permission.testing.TestClock;

/** The same tables through events, the grants API and the evaluation API. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class TruthTableIT {
    private static final AtomicInteger COMPANIES = new AtomicInteger();

    @Inject
    EventLog events;

    @Inject
    Permission permission;

    @Inject
    TestClock clock;

    @ParameterizedTest
    @MethodSource("pro.jit.permission.evaluation.TruthTable#all")
    void answersAsTheTableSays(TruthTable table) {
        var company = new Company("table" + COMPANIES.incrementAndGet());
        arrange(company, table);

        table.denied().forEach((member, reason) -> permission.awaitReason(company, member, reason));
        table.allowed().forEach((member, roles) -> {
            permission.awaitReason(company, member, "granted");
            assertThat(permission.login(company, member).<Object>path("context.roles"))
                    .as(member)
                    .isEqualTo(roles);
        });
    }

    /** Grants speak of what is there, so everything is there first, and is frozen, removed or disabled afterwards. */
    private void arrange(Company company, TruthTable table) {
        var given = table.given();
        events.send(company.organization("active"));
        given.allDepartments().forEach(each -> events.send(company.department(each.id(), each.parent(), "active")));
        given.allMembers()
                .forEach(each -> events.send(company.member(
                        each.id(), "active", each.allDepartments().toArray(String[]::new))));
        permission
                .writer()
                .body(Map.of("name", "teacher"))
                .post(Permission.path(company, "/roles"))
                .then()
                .statusCode(201);
        given.allGrants().forEach(each -> grant(company, each));
        given.allMembers().stream()
                .filter(each -> !each.statusNow().equals("active"))
                .forEach(each -> events.send(company.member(
                        each.id(), each.statusNow(), each.allDepartments().toArray(String[]::new))));
        given.allDepartments().stream()
                .filter(each -> each.removed())
                .forEach(each -> events.send(company.department(each.id(), each.parent(), "removed")));
        if (!given.organizationStatus().equals("active")) {
            events.send(company.organization(given.organizationStatus()));
        }
    }

    private void grant(Company company, GivenGrant each) {
        var principal = each.principal();
        var grant = Permission.grantOf(
                company,
                each.principalType(),
                principal == null ? null : company.id(principal),
                each.role(),
                each.effectOrAllow());
        grant.put("include_sub_departments", each.includesSubDepartments());
        grant.put("valid_from", at(each.from()));
        grant.put("valid_until", at(each.until()));
        permission.grant(company, grant);
    }

    private @Nullable String at(@Nullable Duration fromNow) {
        return fromNow == null ? null : clock.instant().plus(fromNow).toString();
    }
}
