package pro.jit.permission.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.uuid.NoArgGenerator;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.EventLog;
import pro.jit.permission.testing.Permission;
import pro.jit.permission.testing.RealServers;
import pro.jit.permission.testing.TestClock;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class DecisionRecordIT {
    private static final Caller CALLER = new Caller("a-client", "a-request");

    @Inject
    Permission permission;

    @Inject
    EventLog log;

    @Inject
    Jdbi jdbi;

    @Inject
    DecisionRepository repository;

    @Inject
    DecisionRecord record;

    @Inject
    PermitWriter writer;

    @Inject
    MeterRegistry meters;

    @Inject
    NoArgGenerator ids;

    @Inject
    TestClock clock;

    @Test
    void aFloodOfOnePersonIsCountedAndEveryRefusalIsInTheCount() {
        var application = new ApplicationId("whwy", "record-flood");
        for (int i = 0; i < 200; i++) {
            record.add(CALLER, refusal(application, "ou_stubborn"));
        }
        record.add(CALLER, refusal(application, "ou_another"));

        var kept = kept(application);
        assertThat(kept.stream().filter(view -> view.subjectId().equals("ou_stubborn")))
                .as("ten a minute, of which there are few")
                .hasSizeBetween(10, 30);
        assertThat(times(kept)).isEqualTo(201);
        assertThat(kept).filteredOn(view -> view.times() > 1).allSatisfy(view -> assertThat(view.lastAt())
                .isAfterOrEqualTo(view.at()));
        assertThat(kept.stream().filter(view -> view.subjectId().equals("ou_another")))
                .hasSize(1);
    }

    @Test
    void theNextMinuteBeginsAnew() {
        var application = new ApplicationId("whwy", "record-minutes");
        for (int minute = 0; minute < 3; minute++) {
            for (int i = 0; i < 40; i++) {
                record.add(CALLER, refusal(application, "ou_stubborn"));
            }
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(kept(application)).hasSizeGreaterThanOrEqualTo(30);
        assertThat(times(kept(application))).isEqualTo(120);
    }

    @Test
    void aFloodFromManySidesLosesNone() throws Exception {
        var application = new ApplicationId("whwy", "record-many-sides");
        var floods = Collections.nCopies(8, (Callable<Void>) () -> {
            for (int i = 0; i < 25; i++) {
                record.addAll(CALLER, List.of(refusal(application, "ou_b"), refusal(application, "ou_a")));
                record.addAll(CALLER, List.of(refusal(application, "ou_a"), refusal(application, "ou_b")));
            }
            return null;
        });
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var flood : executor.invokeAll(floods)) {
                flood.get();
            }
        }

        assertThat(times(kept(application))).isEqualTo(8 * 25 * 4);
        assertThat(kept(application).size()).isLessThan(200);
    }

    @Test
    void refusalsThatDifferInAnythingAreNotCountedTogether() {
        var application = new ApplicationId("whwy", "record-differ");
        var entries = new ArrayList<DecisionRecord.Entry>();
        for (int i = 0; i < 11; i++) {
            entries.add(refusal(application, "ou_" + i));
            entries.add(new DecisionRecord.Entry(
                    application, null, null, "feishu_user", "ou_same", "login", false, "reason-" + i));
        }
        record.addAll(CALLER, entries);

        assertThat(kept(application)).hasSize(22).allSatisfy(view -> assertThat(view.times())
                .isEqualTo(1));
    }

    @Test
    void ofManyQuestionsOfOneRequestEachRefusalIsKept() {
        var company = company("many-questions");
        log.send(company.member("wang", "active"));
        permission.awaitReason(company, "wang", "not-authorized");
        var questions = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < 400; i++) {
            var member = List.of("li", "wang", "nobody-" + i).get(i % 3);
            questions.add(Map.of(
                    "subject", Map.of("type", "member", "id", company.id(member).toString())));
        }
        var before = times(kept(ApplicationId.parse(company.application()).orElseThrow()));

        permission
                .as("access:evaluate")
                .body(Map.of(
                        "action", Map.of("name", "login"),
                        "resource", Map.of("type", "application", "id", company.application()),
                        "evaluations", questions))
                .post("/access/v1/evaluations")
                .then()
                .statusCode(200)
                .body("evaluations", hasSize(400));

        var kept = kept(ApplicationId.parse(company.application()).orElseThrow());
        assertThat(times(kept)).isEqualTo(before + 400);
        assertThat(kept.stream().map(DecisionRecord.DecisionView::subjectId).distinct())
                .hasSizeGreaterThanOrEqualTo(133 + 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update decision_record set reason = 'granted'",
                "update decision_record set decision = true, times = times + 1, last_at = now()",
                "update decision_record set times = times - 1, last_at = now()",
                "update decision_record set request_id = 'other', times = times + 1, last_at = now()",
                "update decision_record set times = times",
                "delete from decision_record",
                "truncate decision_record",
                "update change_record set caller = 'other'",
                "delete from change_record",
                "truncate change_record",
                "truncate change_record, decision_record"
            })
    void theDatabaseRefusesToAlterTheRecord(String statement) {
        record.add(CALLER, refusal(new ApplicationId("whwy", "record-append"), "ou_x"));
        permission
                .writer()
                .body(Map.of("name", "teacher"))
                .post("/api/permission/applications/whwy/record-append/roles");

        assertThatThrownBy(() -> jdbi.useHandle(handle -> handle.execute(statement)))
                .hasMessageContaining("the record is append-only");
    }

    @Test
    void aRefusalThatCannotBeKeptIsStillARefusalAndIsCounted() {
        var company = company("unkept");
        var before = notRecorded("false");
        jdbi.useHandle(handle -> handle.execute(
                "alter table decision_record add constraint unkept check (app_id <> 'record-unkept') not valid"));
        try {
            permission
                    .login(company, "li")
                    .then()
                    .statusCode(200)
                    .body("decision", equalTo(false))
                    .body("context.reason", equalTo("not-authorized"));
        } finally {
            jdbi.useHandle(handle -> handle.execute("alter table decision_record drop constraint unkept"));
        }

        assertThat(notRecorded("false")).isEqualTo(before + 1);
        permission.login(company, "li").then().body("decision", equalTo(false));
    }

    @Test
    void aPermitThatCannotBeKeptYetIsKeptLater() {
        var company = company("late");
        permission.grantToMember(company, "li");
        jdbi.useHandle(handle -> handle.execute(
                "alter table decision_record add constraint late check (app_id <> 'record-late') not valid"));
        try {
            permission.login(company, "li").then().body("decision", equalTo(true));
        } finally {
            jdbi.useHandle(handle -> handle.execute("alter table decision_record drop constraint late"));
        }

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(permits(company)).hasSize(1));
    }

    @Test
    void ofPermitsThereIsOneForEachMemberAndDay() {
        var company = company("daily");
        log.send(company.member("wang", "active"));
        permission.awaitReason(company, "wang", "not-authorized");
        permission.grantToMember(company, "li");
        permission.grantToMember(company, "wang");
        for (int i = 0; i < 3; i++) {
            for (var member : List.of("li", "wang")) {
                permission.login(company, member).then().body("decision", equalTo(true));
            }
        }
        clock.advance(Duration.ofDays(1));
        permission.login(company, "li").then().body("decision", equalTo(true));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(permits(company)).hasSizeGreaterThanOrEqualTo(3));
        // At midnight of the clock there may be one more of each.
        assertThat(permits(company).size()).isLessThanOrEqualTo(5);
        assertThat(permits(company))
                .contains(company.id("li").toString(), company.id("wang").toString());
    }

    @Test
    void whoHasForgottenThatADaysPermitIsKeptDoesNotKeepItTwice() {
        var application = new ApplicationId("whwy", "record-replicas");
        var permit = permit(application);
        for (int replica = 0; replica < 3; replica++) {
            recordWith(RecordConfig.Permits.DAILY).add(CALLER, permit);
        }
        record.add(CALLER, refusal(application, "ou_after"));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(kept(application)).hasSizeGreaterThanOrEqualTo(2));
        assertThat(kept(application))
                .filteredOn(DecisionRecord.DecisionView::decision)
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void permitsAreKeptAllOrNoneWhereThatIsConfigured() {
        var all = new ApplicationId("whwy", "record-all");
        var none = new ApplicationId("whwy", "record-none");
        for (int i = 0; i < 600; i++) {
            recordWith(RecordConfig.Permits.ALL).add(CALLER, permit(all));
            recordWith(RecordConfig.Permits.NONE).add(CALLER, permit(none));
        }

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(kept(all)).hasSize(600));
        assertThat(kept(none)).isEmpty();
    }

    private DecisionRecord recordWith(RecordConfig.Permits permits) {
        var config = new RecordConfig() {
            @Override
            public Permits permits() {
                return permits;
            }

            @Override
            public Duration keepDecisions() {
                return Duration.ofDays(1);
            }

            @Override
            public Duration keepChanges() {
                return Duration.ofDays(1);
            }
        };
        return new DecisionRecord(repository, writer, config, meters, ids, clock);
    }

    private Company company(String name) {
        var company = new Company("record-" + name);
        log.send(company.organization("active"), company.member("li", "active"));
        permission.awaitReason(company, "li", "not-authorized");
        return company;
    }

    private static DecisionRecord.Entry refusal(ApplicationId application, String subject) {
        return new DecisionRecord.Entry(
                application, null, null, "feishu_user", subject, "login", false, "member-not-found");
    }

    private static DecisionRecord.Entry permit(ApplicationId application) {
        var member = UUID.nameUUIDFromBytes(application.appId().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return new DecisionRecord.Entry(
                application, member, member, "member", member.toString(), "login", true, "granted");
    }

    private List<DecisionRecord.DecisionView> kept(ApplicationId application) {
        return repository.find(application, new DecisionRepository.Wanted(null, null, null, null, null), null, 10_000);
    }

    private static long times(List<DecisionRecord.DecisionView> kept) {
        return kept.stream().mapToLong(DecisionRecord.DecisionView::times).sum();
    }

    private List<String> permits(Company company) {
        Response list = permission.writer().get(Permission.path(company, "/decisions?decision=true"));
        return list.path("items.member_id");
    }

    private static double notRecorded(String decision) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("jit_decisions_not_recorded_total{decision=\"" + decision + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
