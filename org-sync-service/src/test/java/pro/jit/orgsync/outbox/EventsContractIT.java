package pro.jit.orgsync.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import pro.jit.orgsync.testing.AsyncApi;
import pro.jit.orgsync.testing.EventLog;
import pro.jit.orgsync.testing.EventLog.Sent;
import pro.jit.orgsync.testing.EventSchemas;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Sandbox;

/** What is sent is what {@code docs/reference/events} promises, whatever happens to an organization from its first day to its last. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class EventsContractIT {
    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    @Inject
    EventLog events;

    @Test
    void theKindsOfEventsSentAreThoseOfTheAsyncApiDocument() {
        var sent = aWholeLife("kinds").stream()
                .collect(Collectors.groupingBy(Sent::topic, Collectors.mapping(Sent::type, Collectors.toSet())));

        var documented = AsyncApi.sentBy("org-sync-service");
        assertThat(sent).hasSameSizeAs(documented).allSatisfy((topic, types) -> assertThat(types)
                .isEqualTo(AsyncApi.messages(Objects.requireNonNull(documented.get(topic)))
                        .keySet()));
    }

    @Test
    void everyEventIsAsTheAsyncApiDocumentHasIt() {
        var documented = AsyncApi.sentBy("org-sync-service").values().stream()
                .flatMap(channel -> AsyncApi.messages(channel).entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, message -> AsyncApi.payload(message.getValue())));

        assertThat(aWholeLife("documented")).allSatisfy(sent -> assertThat(
                        Objects.requireNonNull(documented.get(sent.type())).validate(sent.event()))
                .as(sent.event().toString())
                .isEmpty());
    }

    @Test
    void theDataIsAsTheSchemaItNamesHasIt() {
        assertThat(aWholeLife("schemas")).allSatisfy(sent -> assertThat(
                        EventSchemas.named(sent.event().path("dataschema").asText())
                                .validate(sent.data()))
                .as(sent.event().toString())
                .isEmpty());
    }

    @Test
    void everyEventIsACloudEventOfOurs() {
        assertThat(aWholeLife("envelopes")).allSatisfy(sent -> {
            var event = sent.event();
            var entity = entity(sent);
            assertThat(sent.contentType()).isEqualTo("application/cloudevents+json; charset=utf-8");
            assertThat(event.path("specversion").asText()).isEqualTo("1.0");
            assertThat(event.path("source").asText()).isEqualTo("/org-sync-service");
            assertThat(event.path("datacontenttype").asText()).isEqualTo("application/json");
            assertThat(event.path("dataschema").asText()).isEqualTo("urn:jit:schema:org." + entity + ".v1");
            assertThat(event.path("subject").asText())
                    .isEqualTo(sent.data().path(entity + "_id").asText());
            assertThat(event.path("time").asText()).endsWith("Z");
            assertThat(Instant.parse(event.path("time").asText())).isBefore(Instant.MAX);
        });
    }

    @Test
    void noTwoEventsHaveTheSameId() {
        assertThat(aWholeLife("ids"))
                .extracting(sent -> UUID.fromString(sent.event().path("id").asText()))
                .doesNotHaveDuplicates();
    }

    @Test
    void theKeyIsTheOrganizationAndWhatChanged() {
        assertThat(aWholeLife("keys")).allSatisfy(sent -> {
            var entity = entity(sent);
            var organization = sent.data().path("organization_id").asText();
            assertThat(sent.topic()).isEqualTo("jit.org." + entity + "s");
            assertThat(sent.key())
                    .isEqualTo(
                            entity.equals("organization")
                                    ? organization
                                    : organization + "/"
                                            + sent.data().path(entity + "_id").asText());
        });
    }

    @Test
    void theRevisionOfAnEntityGrowsByOneWithEveryEvent() {
        var revisions = aWholeLife("revisions").stream()
                .collect(Collectors.groupingBy(
                        Sent::key,
                        Collectors.mapping(sent -> sent.data().path("revision").asLong(), Collectors.toList())));

        assertThat(revisions.values()).allSatisfy(of -> assertThat(of)
                .isEqualTo(LongStream.rangeClosed(1, of.size()).boxed().toList()));
    }

    @Test
    void noEventCarriesASecretAMailAddressOrAPhoneNumber() {
        var life = aWholeLife("private");

        assertThat(life).extracting(Sent::data).allSatisfy(data -> assertThat(names(data))
                .doesNotContain("email", "mobile", "feishu_app_secret", "encrypt_key", "verification_token"));
        assertThat(life.toString()).doesNotContain("@mail.example").doesNotContain("+86139");
    }

    @Test
    void aChangedMailAddressIsToldWithoutBeingShown() {
        var app = sandbox.newApp();
        sandbox.hire(app, "mail-li", "李", "0");
        var id = orgSync.created(app);
        sandbox.change("mail-li", Map.of("email", "another@mail.example"));

        orgSync.sync(id);

        var updated = events.of(id, "member.updated.v1");
        assertThat(updated).hasSize(1);
        assertThat(updated.getFirst().data().path("changed").toString()).isEqualTo("[\"email\"]");
        sandbox.erase("mail-li");
    }

    /** Everything that can happen to an organization, its departments and its people, to the end. */
    private List<Sent> aWholeLife(String name) {
        var app = sandbox.newApp();
        var scopes = sandbox.scopes(app);
        sandbox.scopes(
                app,
                scopes.stream().filter(scope -> !scope.startsWith("tenant:")).toList());
        sandbox.open(name + "-team", name, "0");
        sandbox.hire(app, name + "-li", "李", name + "-team");
        sandbox.hire(app, name + "-wang", "王", "0");
        var id = orgSync.created(app);
        sandbox.scopes(app, scopes);
        sandbox.appoint(name + "-team", name + "-li");
        sandbox.freeze(name + "-wang");
        orgSync.sync(id);
        var late = sandbox.hire(app, name + "-late", "晚", name + "-team");
        assertThat(orgSync.refresh(id, late).statusCode()).isEqualTo(200);
        sandbox.erase(name + "-late");
        sandbox.erase(name + "-li");
        sandbox.resign(name + "-wang");
        sandbox.close(name + "-team");
        orgSync.sync(id);
        for (var patch : List.of("{\"title\":\"T\"}", "{\"status\":\"disabled\"}", "{\"status\":\"active\"}")) {
            orgSync.writer()
                    .body(patch)
                    .patch(OrgSync.ORGANIZATIONS + "/" + id)
                    .then()
                    .statusCode(200);
        }
        orgSync.writer().delete(OrgSync.ORGANIZATIONS + "/" + id).then().statusCode(204);
        sandbox.erase(name + "-wang");
        return events.of(id);
    }

    private static String entity(Sent sent) {
        return sent.type().split("\\.", -1)[3];
    }

    private static List<String> names(JsonNode data) {
        return StreamSupport.stream(((Iterable<String>) data::fieldNames).spliterator(), false)
                .toList();
    }
}
