package pro.jit.permission.accessrequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.EventLog;
import pro.jit.permission.testing.Permission;
import pro.jit.permission.testing.RealServers;
import pro.jit.permission.testing.TestClock;

/** From being refused to being let in, or not. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class AccessRequestLifeIT {
    @Inject
    Permission permission;

    @Inject
    Asking asking;

    @Inject
    EventLog log;

    @Inject
    TestClock clock;

    @Inject
    Jdbi jdbi;

    @Inject
    RequestClosing closing;

    @Test
    void whoIsRefusedAsksIsApprovedAndGetsIn() {
        var company = asking.company("life", "li");
        permission.login(company, "li").then().body("context.access_request", nullValue());

        var id = asking.ask(company, "li", "  I teach\r\nclass 3b\u0000 ")
                .statusCode(201)
                .header("Location", containsString(Asking.path(company)))
                .body("status", equalTo("open"))
                .body("reason", equalTo("I teach\nclass 3b"))
                .body("member.member_id", equalTo(company.id("li").toString()))
                .body("member.name", equalTo("li"))
                .body("organization_id", equalTo(company.organizationId().toString()))
                .body("asked_at", endsWith("Z"))
                .body("decided_at", nullValue())
                .extract()
                .<String>path("access_request_id");
        permission
                .login(company, "li")
                .then()
                .body("context.reason", equalTo("not-authorized"))
                .body("context.access_request.status", equalTo("open"))
                .body("context.access_request.asked_at", endsWith("Z"))
                .body("context.access_request.note", nullValue())
                .body("context.access_request.ask_again_at", nullValue());
        asking.list(company, "")
                .body("items.access_request_id", equalTo(List.of(id)))
                .body("open_count", equalTo(1));

        var until = clock.instant().plus(Duration.ofDays(7)).truncatedTo(ChronoUnit.SECONDS);
        var grant = asking.approve(company, id, Map.of("valid_until", until.toString(), "note", "Welcome"))
                .statusCode(200)
                .body("status", equalTo("approved"))
                .body("role", equalTo("member"))
                .body("valid_until", equalTo(until.toString()))
                .body("note", equalTo("Welcome"))
                .body("decided_by", equalTo("a-client"))
                .body("decided_at", endsWith("Z"))
                .extract()
                .<String>path("grant_id");

        permission
                .login(company, "li")
                .then()
                .body("decision", equalTo(true))
                .body("context.roles", equalTo(List.of("member")))
                .body("context.access_request", nullValue());
        permission
                .writer()
                .get(Permission.path(company, "/grants/" + grant))
                .then()
                .body("principal.id", equalTo(company.id("li").toString()))
                .body("valid_until", equalTo(until.toString()));
        asking.list(company, "?status=open").body("items", hasSize(0)).body("open_count", equalTo(0));
        assertThat(log.read("jit.permission.access", "\"" + company.id("li") + "\"", 1))
                .hasSize(1)
                .allSatisfy(event -> assertThat(event.value()).contains("permission.access.granted.v1"));
        assertThat(changes(company))
                .containsExactly("access_request.created", "grant.created", "access_request.approved");
    }

    @Test
    void theRecordSaysWhoDecidedAndWhatWasBeforeAndAfter() {
        var company = asking.company("record", "li");
        var id = asking.asked(company, "li");
        asking.decline(company, id, Map.of("note", "Ask your head teacher")).statusCode(200);

        var change = jdbi.withHandle(
                handle -> handle.createQuery("""
                        select caller, request_id, before ->> 'status' as before, after ->> 'status' as after,
                               after ->> 'note' as note, after ->> 'member_id' as member
                          from change_record where kind = 'access_request.declined' and subject_id = :id
                        """).bind("id", id).mapToMap().one());

        assertThat(change)
                .containsEntry("caller", "a-client")
                .containsEntry("before", "open")
                .containsEntry("after", "declined")
                .containsEntry("note", "Ask your head teacher")
                .containsEntry("member", company.id("li").toString());
        assertThat(change.get("request_id")).asString().isNotBlank();
    }

    @Test
    void askingAgainWhileOneIsOpenReplacesNothing() {
        var company = asking.company("again", "li");
        var id = asking.asked(company, "li");

        asking.ask(company, "li", "another reason")
                .statusCode(200)
                .body("access_request_id", equalTo(id))
                .body("reason", equalTo("Because I am li"));
        asking.assertOpen(company, 1);
    }

    @Test
    void whoIsDeclinedIsToldWhyAndAsksAgainAfterAPause() {
        var company = asking.company("declined", "li");
        var id = asking.asked(company, "li");
        asking.decline(company, id, Map.of("note", "Ask your head teacher"))
                .statusCode(200)
                .body("status", equalTo("declined"))
                .body("grant_id", nullValue());

        permission
                .login(company, "li")
                .then()
                .body("context.access_request.status", equalTo("declined"))
                .body("context.access_request.note", equalTo("Ask your head teacher"))
                .body("context.access_request.ask_again_at", endsWith("Z"));
        asking.ask(company, "li", "please").statusCode(409).body("type", equalTo("urn:jit:problem:conflict"));
        age(id, "25 hours");
        asking.ask(company, "li", "please").statusCode(201);
        permission.login(company, "li").then().body("context.access_request.status", equalTo("open"));
    }

    @Test
    void aDeclineNeedsNoNoteAndAnApprovalNoBody() {
        var company = asking.company("bare", "li", "wang");
        var li = asking.asked(company, "li");
        var wang = asking.asked(company, "wang");

        permission
                .as("permissions:write")
                .post(Asking.path(company) + "/" + li + "/decline")
                .then()
                .statusCode(200)
                .body("note", nullValue());
        permission
                .as("permissions:write")
                .post(Asking.path(company) + "/" + wang + "/approve")
                .then()
                .statusCode(200)
                .body("role", equalTo("member"))
                .body("valid_until", nullValue());
        permission.login(company, "wang").then().body("decision", equalTo(true));
    }

    @Test
    void onceWhatWasGivenEndsTheMemberAsksAsIfForTheFirstTime() {
        var company = asking.company("ended", "li");
        var id = asking.asked(company, "li");
        var until = clock.instant().plus(Duration.ofHours(2));
        asking.approve(company, id, Map.of("valid_until", until.toString())).statusCode(200);
        clock.advance(Duration.ofHours(3));

        permission
                .login(company, "li")
                .then()
                .body("context.reason", equalTo("not-authorized"))
                .body("context.access_request", nullValue());
        asking.ask(company, "li", "again").statusCode(201);
    }

    @Test
    void whoLeavesHasNothingOpenAndNothingIsGivenToThem() {
        var company = asking.company("leaving", "li");
        var id = asking.asked(company, "li");
        log.send(company.member("li", "resigned"));
        permission.awaitReason(company, "li", "member-inactive");

        asking.read(company, id).body("status", equalTo("closed")).body("decided_by", equalTo("permission-service"));
        asking.approve(company, id, Map.of())
                .statusCode(409)
                .body("type", equalTo("urn:jit:problem:conflict"))
                .body("detail", containsString("closed"));
        assertThat(changes(company)).containsExactly("access_request.created", "access_request.closed");

        log.send(company.member("li", "active"));
        permission.awaitReason(company, "li", "not-authorized");
        permission.login(company, "li").then().body("context.access_request", nullValue());
        asking.ask(company, "li", "I am back").statusCode(201);
    }

    @Test
    void whoGotAccessMeanwhileIsApprovedWithoutASecondGrantOfTheSame() {
        var company = asking.company("meanwhile", "li");
        var id = asking.asked(company, "li");
        var grant = permission.grantToMember(company, "li");

        asking.approve(company, id, Map.of("role", "member"))
                .statusCode(200)
                .body("status", equalTo("approved"))
                .body("grant_id", equalTo(grant));
        permission
                .writer()
                .get(Permission.path(company, "/grants"))
                .then()
                .body("items.grant_id", equalTo(List.of(grant)));
    }

    @Test
    void whatNobodyDecidesIsClosedAndWhatIsOldIsForgotten() {
        var company = asking.company("old", "li", "wang", "zhao");
        var waiting = asking.asked(company, "li");
        var declined = asking.asked(company, "wang");
        asking.decline(company, declined, Map.of()).statusCode(200);
        var recent = asking.asked(company, "zhao");
        age(waiting, "91 days");
        age(declined, "181 days");

        closing.tidy();

        asking.read(company, waiting).statusCode(200).body("status", equalTo("closed"));
        asking.read(company, declined).statusCode(404);
        asking.read(company, recent).statusCode(200).body("status", equalTo("open"));
        asking.ask(company, "li", "once more").statusCode(201);
    }

    @Test
    void aDisabledOrganizationsRequestIsDecidedAllTheSame() {
        var company = asking.company("disabled", "li");
        var id = asking.asked(company, "li");
        log.send(company.organization("disabled"));
        permission.awaitReason(company, "li", "organization-disabled");

        asking.approve(company, id, Map.of()).statusCode(200);
        log.send(company.organization("active"));
        permission.awaitReason(company, "li", "granted");
    }

    @Test
    void aDeletedOrganizationsRequestCannotBeApproved() {
        var company = asking.company("deleted", "li");
        var id = asking.asked(company, "li");
        log.send(company.organization("deleted"));
        permission.awaitReason(company, "li", "organization-disabled");

        asking.approve(company, id, Map.of()).statusCode(409).body("type", equalTo("urn:jit:problem:conflict"));
        asking.decline(company, id, Map.of()).statusCode(200);
    }

    @Test
    void aPersonWithoutAUnionIdIsFoundByTheirOpenId() {
        var company = asking.company("open-id", "li");
        var request = Asking.request(company, "li", "hello");
        request.put("union_id", null);
        request.put("tenant_key", null);

        permission
                .as("access:evaluate")
                .body(request)
                .post(Asking.path(company))
                .then()
                .statusCode(201)
                .body("member.member_id", equalTo(company.id("li").toString()))
                .body("access_request_id", notNullValue());
    }

    /** Lets a request have been made, and decided, that much earlier. */
    private void age(String id, String by) {
        jdbi.useHandle(
                handle -> handle.createUpdate("""
                        update access_request set asked_at = asked_at - cast(:by as interval),
                               decided_at = decided_at - cast(:by as interval)
                         where access_request_id = cast(:id as uuid)
                        """).bind("by", by).bind("id", id).execute());
    }

    private List<String> changes(Company company) {
        var address = company.application().split("/", 2);
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select kind from change_record where org_id = :orgId and app_id = :appId order by change_id")
                .bind("orgId", address[0])
                .bind("appId", address[1])
                .mapTo(String.class)
                .list());
    }
}
