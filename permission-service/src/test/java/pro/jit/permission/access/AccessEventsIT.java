package pro.jit.permission.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.EventLog;
import pro.jit.permission.testing.EventSchemas;
import pro.jit.permission.testing.Locks;
import pro.jit.permission.testing.Permission;
import pro.jit.permission.testing.RealServers;
import pro.jit.permission.testing.TestClock;

/** What is said on the topic after each kind of change, and that nothing is said when nobody's access is altered. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class AccessEventsIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    EventLog log;

    @Inject
    Permission permission;

    @Inject
    TestClock clock;

    @Inject
    Jdbi jdbi;

    @Inject
    Locks locks;

    @Inject
    Scheduler scheduler;

    @Test
    void aGrantToAMemberAndItsRemovalAreSaidOfThatMember() {
        var company = company("ev-member");
        var grant = permission.grantToMember(company, "li");
        remove(company, grant);

        var events = said(company, 2);

        assertThat(events).containsExactly("granted li [member] granted", "revoked li [] not-authorized");
    }

    @Test
    void anotherRoleIsSaidAsGrantedWithTheRolesNow() {
        var company = company("ev-roles");
        permission.grantToMember(company, "li");
        permission.grant(company, Permission.grantOf(company, "member", company.id("li"), "administrator", "allow"));

        assertThat(said(company, 2))
                .containsExactly("granted li [member] granted", "granted li [administrator, member] granted");
    }

    @Test
    void whatAltersNobodysAccessIsNotSaid() {
        var company = company("ev-silence");
        permission.grantToMember(company, "li");
        permission.grant(company, Permission.grantOf(company, "department", company.id("web"), "member", "allow"));
        var later = Permission.grantOf(company, "everyone", null, "member", "allow");
        later.put("valid_from", "2099-01-01T00:00:00Z");
        remove(company, permission.grant(company, later));
        log.send(
                company.department("eng", null, "active"),
                company.member("li", "active", "web"),
                company.member("wang", "frozen"),
                company.member("zhao", "active"));
        permission.awaitReason(company, "zhao", "not-authorized");
        permission.grantToMember(company, "zhao");

        assertThat(said(company, 2)).containsExactly("granted li [member] granted", "granted zhao [member] granted");
    }

    @Test
    void whoIsFrozenMovedAwayOrLeavesLosesAccess() {
        var company = company("ev-leaving");
        log.send(
                company.member("zhao", "active", "web"),
                company.member("chen", "active", "web"),
                company.member("sun", "active", "web"));
        permission.awaitReason(company, "sun", "not-authorized");
        permission.grant(company, Permission.grantOf(company, "department", company.id("eng"), "member", "allow"));
        log.send(company.member("zhao", "frozen", "web"));
        permission.awaitReason(company, "zhao", "member-inactive");
        log.send(company.member("chen", "active", "sales"));
        permission.awaitReason(company, "chen", "not-authorized");
        log.send(company.member("sun", "resigned"));
        permission.awaitReason(company, "sun", "member-inactive");

        assertThat(said(company, 7))
                .containsExactlyInAnyOrder(
                        "granted li [member] granted",
                        "granted zhao [member] granted",
                        "granted chen [member] granted",
                        "granted sun [member] granted",
                        "revoked zhao [] member-inactive",
                        "revoked chen [] not-authorized",
                        "revoked sun [] member-inactive");
    }

    @Test
    void aDenyIsALossAndItsRemovalAGain() {
        var company = company("ev-deny");
        permission.grantToMember(company, "li");
        var deny = permission.grant(company, Permission.grantOf(company, "member", company.id("li"), "member", "deny"));
        remove(company, deny);

        assertThat(said(company, 3))
                .containsExactly(
                        "granted li [member] granted", "revoked li [] access-blocked", "granted li [member] granted");
    }

    @Test
    void grantsToEveryoneAndDepartmentsThatMoveAskForOneReevaluation() {
        var company = company("ev-reevaluate");
        permission.grant(company, Permission.grantOf(company, "department", company.id("eng"), "member", "allow"));
        log.send(company.department("web", null, "active"));
        permission.awaitReason(company, "li", "not-authorized");
        log.send(company.department("web", "eng", "active"));
        permission.awaitReason(company, "li", "granted");
        log.send(company.department("eng", null, "removed"));
        permission.awaitReason(company, "li", "not-authorized");
        permission.grant(company, Permission.grantOf(company, "everyone", null, "member", "allow"));

        assertThat(said(company, 5))
                .containsExactlyInAnyOrder(
                        "granted li [member] granted",
                        "reevaluate * [] department-changed",
                        "reevaluate * [] department-changed",
                        "reevaluate * [] department-changed",
                        "reevaluate * [] grant-changed");
    }

    @Test
    void aDisabledOrganizationTakesEverybodysAccessAndGivesItBack() {
        var company = company("ev-disabled");
        permission.grantToMember(company, "li");
        log.send(company.organization("disabled"));
        permission.awaitReason(company, "li", "organization-disabled");
        log.send(company.organization("active"));
        permission.awaitReason(company, "li", "granted");

        assertThat(said(company, 3))
                .containsExactlyInAnyOrder(
                        "granted li [member] granted",
                        "revoked * [] organization-disabled",
                        "reevaluate * [] organization-enabled");
    }

    @Test
    void aDeletedOrganizationTakesEverybodysAccess() {
        var company = company("ev-deleted");
        permission.grantToMember(company, "li");

        log.send(company.organization("deleted"));
        permission.awaitReason(company, "li", "organization-disabled");

        assertThat(said(company, 2))
                .containsExactlyInAnyOrder("granted li [member] granted", "revoked * [] organization-disabled");
    }

    @Test
    void theClockAloneTakesAndGives() {
        var company = company("ev-clock");
        var grant = Permission.grantOf(company, "member", company.id("li"), "member", "allow");
        grant.put("valid_from", clock.instant().plus(Duration.ofHours(1)).toString());
        grant.put("valid_until", clock.instant().plus(Duration.ofHours(2)).toString());
        permission.grant(company, grant);
        permission.awaitReason(company, "li", "not-authorized");

        clock.advance(Duration.ofMinutes(61));
        assertThat(said(company, 1)).containsExactly("granted li [member] granted");
        permission.awaitReason(company, "li", "granted");
        clock.advance(Duration.ofMinutes(61));

        assertThat(said(company, 2)).containsExactly("granted li [member] granted", "revoked li [] not-authorized");
        permission.awaitReason(company, "li", "not-authorized");
    }

    @Test
    void aGrantThatBeganAMomentAgoAndIsRemovedIsALossThoughItsBeginWasNotSaidYet() {
        var company = company("ev-unsaid");
        var grant = Permission.grantOf(company, "member", company.id("li"), "member", "allow");
        grant.put("valid_from", clock.instant().plus(Duration.ofHours(1)).toString());
        var id = permission.grant(company, grant);

        scheduler.pause();
        try {
            clock.advance(Duration.ofMinutes(61));
            permission.login(company, "li").then().body("context.reason", equalTo("granted"));
            remove(company, id);
        } finally {
            scheduler.resume();
        }

        assertThat(said(company, 1)).endsWith("revoked li [] not-authorized");
    }

    @Test
    void aGrantThatEndsWhileItIsBeingMadeIsALossAllTheSame() throws Exception {
        var company = company("ev-while-made");
        var until = clock.instant().plus(Duration.ofHours(1));
        var grant = Permission.grantOf(company, "member", company.id("li"), "member", "allow");
        grant.put("valid_until", until.toString());

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var making = jdbi.inTransaction(handle -> {
                handle.execute("lock table change_record in exclusive mode");
                var made = executor.submit(() -> permission.grant(company, grant));
                locks.awaitBlocked("relation");
                clock.advance(Duration.ofMinutes(61));
                // The clock's look either waits for the grant that is being made, or has passed its end by.
                await().atMost(Duration.ofSeconds(30))
                        .until(() ->
                                locks.isBlocked("advisory") || announcedUntil().isAfter(until));
                return made;
            });
            making.get();
        }

        assertThat(said(company, 2)).containsExactly("granted li [member] granted", "revoked li [] not-authorized");
    }

    @Test
    void rightsInPersonDoNotComeBackWithThePersonButABlockStays() {
        var company = company("ev-rehired");
        permission.grantToMember(company, "li");
        permission.grant(company, Permission.grantOf(company, "member", company.id("wang"), "member", "deny"));
        log.send(company.member("li", "resigned"), company.member("wang", "resigned"));
        permission.awaitReason(company, "wang", "member-inactive");
        log.send(company.member("li", "active"), company.member("wang", "active"));

        permission.awaitReason(company, "li", "not-authorized");
        permission.awaitReason(company, "wang", "access-blocked");
    }

    @Test
    void aGrantToALargeDepartmentIsOneReevaluationNotOneMessageEach() {
        var company = company("ev-large");
        var crowd = IntStream.range(0, 501)
                .mapToObj(number -> company.member("m" + number, "active", "web"))
                .toArray(Company.Event[]::new);
        log.send(crowd);
        permission.awaitReason(company, "m500", "not-authorized");
        permission.grant(company, Permission.grantOf(company, "department", company.id("eng"), "member", "allow"));

        assertThat(said(company, 1)).containsExactly("reevaluate * [] grant-changed");
    }

    private Company company(String name) {
        var company = new Company(name);
        log.send(
                company.organization("active"),
                company.department("eng", null, "active"),
                company.department("web", "eng", "active"),
                company.department("sales", null, "active"),
                company.member("li", "active", "web"),
                company.member("wang", "active"));
        permission.awaitReason(company, "wang", "not-authorized");
        permission.awaitReason(company, "li", "not-authorized");
        return company;
    }

    private void remove(Company company, String grant) {
        permission
                .writer()
                .delete(Permission.path(company, "/grants/" + grant))
                .then()
                .statusCode(204);
    }

    /** Each as {@code kind member roles reason}, in the order of its key; every one is checked against the schema. */
    private List<String> said(Company company, int atLeast) {
        var names = Map.of(
                company.id("li"), "li",
                company.id("wang"), "wang",
                company.id("zhao"), "zhao",
                company.id("chen"), "chen",
                company.id("sun"), "sun");
        var said = new ArrayList<String>();
        for (var read : log.read("jit.permission.access", "\"" + company.organizationId() + "\"", atLeast)) {
            var event = json(read.value());
            EventSchemas.checkAccessEvent(event);
            var data = event.path("data");
            var kind = event.path("type").asText().replaceAll("pro\\.jit\\.permission\\.access\\.(\\w+)\\.v1", "$1");
            assertThat(Instant.parse(data.path("changed_at").asText())).isBeforeOrEqualTo(clock.instant());
            assertThat(data.path("org_id").asText() + "/" + data.path("app_id").asText())
                    .isEqualTo(company.application());
            var member = data.path("member_id");
            assertThat(read.key()).isEqualTo(company.application() + (member.isNull() ? "" : "/" + member.asText()));
            assertThat(EventLog.header(read, "content-type")).startsWith("application/cloudevents+json");
            var name = member.isNull() ? "*" : names.getOrDefault(UUID.fromString(member.asText()), "?");
            var roles = new ArrayList<String>();
            data.path("roles").forEach(role -> roles.add(role.asText()));
            said.add(kind + " " + name + " " + roles + " " + data.path("reason").asText());
        }
        return said;
    }

    private Instant announcedUntil() {
        return jdbi.withHandle(handle -> handle.createQuery("select announced_until from announced_time")
                .mapTo(Instant.class)
                .one());
    }

    private static JsonNode json(String value) {
        try {
            return JSON.readTree(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
