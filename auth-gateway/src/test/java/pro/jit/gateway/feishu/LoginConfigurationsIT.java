package pro.jit.gateway.feishu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static pro.jit.gateway.token.TokenCalls.withScope;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.gateway.Neighbours;
import pro.jit.gateway.Neighbours.Reply;
import pro.jit.gateway.TestApplication;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.TestNeighbours;
import pro.jit.gateway.outbound.OutboundCalls;
import pro.jit.gateway.token.ServiceTokens;

@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
class LoginConfigurationsIT {
    @Inject
    LoginConfigurations configurations;

    @Inject
    LoginConfigurationRepository repository;

    @Inject
    OutboundCalls calls;

    @Inject
    ServiceTokens tokens;

    @Inject
    ObjectMapper json;

    @Inject
    Clock clock;

    @Inject
    Jdbi jdbi;

    private Neighbours neighbours;
    private String appId;

    @BeforeEach
    void anApplication() {
        neighbours = Neighbours.fresh();
        appId = "kept" + System.nanoTime();
    }

    /** A gateway just started, to which org-sync-service is away. */
    private LoginConfigurations afterARestart() {
        return new LoginConfigurations(calls, tokens, json, "http://127.0.0.1:1", repository, clock);
    }

    private List<byte[]> rows() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select configuration from login_configuration where app_id = :app and organization_id <> ''")
                .bind("app", appId)
                .mapTo(byte[].class)
                .list());
    }

    @Test
    void whatWasReadIsThereAfterARestartWhileOrgSyncServiceIsAway() throws Exception {
        neighbours.organizations("whwy", appId, "o1", "o2");
        var read = configurations.of("whwy", appId);

        assertThat(read).hasSize(2).allMatch(login -> login.feishuAppSecret().equals(Neighbours.SECRET));
        assertThat(afterARestart().of("whwy", appId)).isEqualTo(read);
    }

    @Test
    void anApplicationThatHadNoOrganizationHasNoneStillAndAnUnknownOneIsUnavailable() throws Exception {
        neighbours.organizations("whwy", appId);
        assertThat(configurations.of("whwy", appId)).isEmpty();

        assertThat(afterARestart().of("whwy", appId)).isEmpty();
        assertThatThrownBy(() -> afterARestart().of("whwy", appId + "x")).isInstanceOf(FeishuRefused.class);
    }

    @Test
    void theSecretIsEncryptedAndTiedToItsPlace() throws Exception {
        neighbours.organizations("whwy", appId, "o1");
        configurations.of("whwy", appId);

        assertThat(rows()).hasSize(1).allSatisfy(row -> assertThat(new String(row, StandardCharsets.ISO_8859_1))
                .doesNotContain(Neighbours.SECRET, Neighbours.APP_ID));
        jdbi.useHandle(handle -> handle.execute(
                "update login_configuration set organization_id = 'another' where app_id = ? and organization_id = 'o1'",
                appId));
        assertThat(afterARestart().of("whwy", appId)).isEmpty();
    }

    @Test
    void aDisabledOrganizationIsNotKept() throws Exception {
        neighbours.organizations("whwy", appId, "o1", "o2:disabled");
        assertThat(configurations.of("whwy", appId)).hasSize(2);

        assertThat(afterARestart().of("whwy", appId))
                .extracting(OrganizationLogin::organizationId)
                .containsExactly("o1");
    }

    @Test
    void afterADayItIsNoLongerUsedAndThenDeleted() throws Exception {
        neighbours.organizations("whwy", appId, "o1");
        configurations.of("whwy", appId);
        jdbi.useHandle(handle -> handle.execute(
                "update login_configuration set read_at = read_at - interval '24 hours' where app_id = ?", appId));

        assertThatThrownBy(() -> afterARestart().of("whwy", appId)).isInstanceOf(FeishuRefused.class);
        configurations.removeTooOld();
        assertThat(rows()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"disabled", "deleted"})
    void anOrganizationThatIsDisabledOrRemovedIsForgotten(String what) throws Exception {
        neighbours.organizations("whwy", appId, "o1", "o2");
        configurations.of("whwy", appId);
        assertThat(rows()).hasSize(2);

        publish("not json");
        publish("""
                {"specversion":"1.0","type":"pro.jit.org.organization.%s.v1",
                 "data":{"org_id":"whwy","app_id":"%s","organization_id":"o1","status":"disabled"}}""".formatted(what, appId));

        await().atMost(Duration.ofSeconds(30)).until(() -> rows().size() == 1);
        assertThat(afterARestart().of("whwy", appId))
                .extracting(OrganizationLogin::organizationId)
                .containsExactly("o2");
    }

    @Test
    void anApplicationThatOrgSyncServiceNoLongerKnowsIsForgotten() throws Exception {
        neighbours.organizations("whwy", appId, "o1");
        configurations.of("whwy", appId);
        neighbours.tell(
                "org-sync",
                "/api/org/login-configurations/whwy/" + appId,
                Reply.of(404, "{\"type\":\"urn:jit:problem:not-found\",\"status\":404}"));

        await().atMost(Duration.ofSeconds(30))
                .until(() -> configurations.of("whwy", appId).isEmpty());

        assertThat(rows()).isEmpty();
        assertThat(afterARestart().of("whwy", appId)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"404 page not found", "{}", "", "[]", "{\"type\":\"urn:jit:problem:forbidden\"}"})
    void whatElseSays404IsNotOrgSyncService(String body) throws Exception {
        neighbours.organizations("whwy", appId, "o1");
        var read = configurations.of("whwy", appId);
        neighbours.tell("org-sync", "/api/org/login-configurations/whwy/" + appId, Reply.of(404, body));

        var asked = neighbours
                .callsTo("/api/org/login-configurations/whwy/" + appId)
                .size();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            assertThat(configurations.of("whwy", appId)).isEqualTo(read);
            return neighbours
                            .callsTo("/api/org/login-configurations/whwy/" + appId)
                            .size()
                    > asked;
        });
        assertThat(rows()).hasSize(1);
    }

    @Test
    void aRemovedApplicationIsForgotten() throws Exception {
        var application = TestApplication.registered();
        appId = application.appId();
        neighbours.organizations(application.orgId(), appId, "o1", "o2");
        configurations.of(application.orgId(), appId);
        assertThat(rows()).hasSize(2);

        withScope("applications:write")
                .delete("/api/auth/applications/" + application.orgId() + "/" + appId)
                .then()
                .statusCode(204);

        assertThat(rows()).isEmpty();
        assertThatThrownBy(() -> afterARestart().of(application.orgId(), appId)).isInstanceOf(FeishuRefused.class);
    }

    private static void publish(String event) throws Exception {
        var servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("jit.org.organizations", "o1", event))
                    .get();
        }
    }
}
