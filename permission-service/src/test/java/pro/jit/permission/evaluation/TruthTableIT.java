package pro.jit.permission.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.EventLog;
import pro.jit.permission.testing.Permission;
import pro.jit.permission.testing.RealServers;
import pro.jit.permission.testing.TestClock;

/**
 * The same tables through events, the grants API and the evaluation API; and once more when the directory was forgotten and the same events
 * come again, out of order and more than once.
 */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class TruthTableIT {
    private static final AtomicInteger COMPANIES = new AtomicInteger();

    @Inject
    EventLog log;

    @Inject
    Permission permission;

    @Inject
    TestClock clock;

    @Inject
    Jdbi jdbi;

    @AfterEach
    void timePasses() {
        clock.go();
    }

    @ParameterizedTest
    @MethodSource("pro.jit.permission.evaluation.TruthTable#all")
    void answersAsTheTableSays(TruthTable table) {
        var number = COMPANIES.incrementAndGet();
        var given = new GivenCompany(table, new Company("table" + number), log, permission, clock.stop());
        given.arrange();

        check(given.company(), table);

        forget(given.company());
        replay(given.history(), new Random(number));
        check(given.company(), table);
    }

    private void replay(List<Company.Event> history, Random random) {
        var again = new ArrayList<>(history);
        again.addAll(history.subList(0, random.nextInt(history.size())));
        Collections.shuffle(again, random);
        again.forEach(log::send);
        log.awaitRead();
    }

    private void forget(Company company) {
        jdbi.useHandle(handle -> List.of("organization", "department", "member", "member_department")
                .forEach(name -> handle.createUpdate("delete from " + name + " where organization_id = :id")
                        .bind("id", company.organizationId())
                        .execute()));
    }

    private void check(Company company, TruthTable table) {
        var application = table.askedElsewhere() ? "whwy/elsewhere" : company.application();
        table.allowed().forEach((member, roles) -> {
            for (var answer :
                    List.of(asFeishuUser(company, member, application), asMember(company, member, application))) {
                assertThat(answer.<Boolean>path("decision")).as(member).isTrue();
                assertThat(answer.<String>path("context.reason")).as(member).isEqualTo("granted");
                assertThat(answer.<Object>path("context.roles")).as(member).isEqualTo(roles);
            }
        });
        table.denied().forEach((member, reason) -> {
            isDeny(asFeishuUser(company, member, application), member, reason);
            if (isFoundById(table, member)) {
                isDeny(asMember(company, member, application), member, reason);
            }
        });
    }

    /** Of somebody who is asked for by our id alone, the organization is known through them. */
    private static boolean isFoundById(TruthTable table, String name) {
        var given = table.given();
        return given.isKnown()
                && !table.askedElsewhere()
                && given.allMembers().stream().anyMatch(member -> member.id().equals(name));
    }

    private Response asFeishuUser(Company company, String member, String application) {
        return permission.login(
                application,
                company.openId(member),
                Map.of("organization_id", company.organizationId().toString(), "union_id", company.unionId(member)));
    }

    private Response asMember(Company company, String member, String application) {
        return permission.evaluate(Map.of(
                "subject", Map.of("type", "member", "id", company.id(member).toString()),
                "action", Map.of("name", "login"),
                "resource", Map.of("type", "application", "id", application)));
    }

    private static void isDeny(Response answer, String member, String reason) {
        assertThat(answer.statusCode()).as(member).isEqualTo(200);
        assertThat(answer.<Boolean>path("decision")).as(member).isFalse();
        assertThat(answer.<String>path("context.reason")).as(member).isEqualTo(reason);
        assertThat(answer.<Object>path("context.roles")).as(member).isEqualTo(List.of());
    }
}
