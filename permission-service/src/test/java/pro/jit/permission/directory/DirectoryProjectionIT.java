package pro.jit.permission.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.EventLog;
import pro.jit.permission.testing.Permission;
import pro.jit.permission.testing.RealServers;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class DirectoryProjectionIT {
    @Inject
    DirectoryEvents events;

    @Inject
    DirectoryProjection projection;

    @Inject
    EventLog log;

    @Inject
    Permission permission;

    @Inject
    Jdbi jdbi;

    @Test
    void anyOrderAndAnyRepetitionOfTheSameEventsEndsInTheSameDirectory() {
        var company = new Company("shuffled");
        var history = entries(history(company));
        projection.apply(history);
        var inOrder = DirectoryTablesOf.rows(jdbi, company);
        var random = new Random(20261124);

        for (int round = 0; round < 20; round++) {
            DirectoryTablesOf.clear(jdbi, company);
            var shuffled = new ArrayList<>(history);
            shuffled.addAll(history.subList(0, random.nextInt(history.size())));
            Collections.shuffle(shuffled, random);
            shuffled.forEach(projection::apply);

            assertThat(DirectoryTablesOf.rows(jdbi, company)).isEqualTo(inOrder);
        }
        assertThat(inOrder).anyMatch(row -> row.contains("resigned")).anyMatch(row -> row.contains("web"));
    }

    @Test
    void membersMayComeBeforeTheirDepartmentsAndThoseBeforeTheOrganization() {
        var company = new Company("upside-down");
        log.send(
                company.member("li", "active", "web"),
                company.department("web", "eng", "active"),
                company.department("eng", null, "active"),
                company.organization("active"));

        permission.awaitReason(company, "li", "not-authorized");
        permission.grant(company, Permission.grantOf(company, "department", company.id("eng"), "member", "allow"));

        permission.awaitReason(company, "li", "granted");
    }

    @Test
    void aRecordThatCannotBeReadIsPutAsideWithItsReasonAndTheNextOnesAreRead() {
        var company = new Company("poisoned");
        var poison = company.member("li", "active").text().replace("\"status\":\"active\"", "\"status\":\"asleep\"");
        log.sendRaw("jit.org.members", "poison-1", "{ this is not JSON, poisoned");
        log.sendRaw("jit.org.members", "poison-2", poison);
        log.sendRaw(
                "jit.org.members", "tomorrow", "{\"type\":\"pro.jit.org.member.tomorrow.v1\",\"data\":\"poisoned\"}");
        log.send(company.organization("active"), company.member("wang", "active"));

        permission.awaitReason(company, "wang", "not-authorized");

        var letters = log.read("jit.org.members.dlq", "poisoned", 2);
        assertThat(letters).extracting(letter -> letter.key()).containsExactlyInAnyOrder("poison-1", "poison-2");
        assertThat(letters).allSatisfy(letter -> {
            assertThat(EventLog.header(letter, "dead-letter-reason")).isNotBlank();
            assertThat(EventLog.header(letter, "dead-letter-topic")).isEqualTo("jit.org.members");
            assertThat(EventLog.header(letter, "dead-letter-offset")).matches("\\d+");
        });
        assertThat(letters)
                .filteredOn(letter -> letter.key().equals("poison-2"))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.value()).isEqualTo(poison);
                    assertThat(EventLog.header(letter, "dead-letter-reason")).contains("status");
                });
    }

    @Test
    void aRecordTheDatabaseRefusesForItsSizeIsPutAsideAndThoseReadWithItAreApplied() {
        var company = new Company("oversized");
        var noise = new Random(7)
                .ints(12_000, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        var huge = company.member("li", "active").text().replace(company.openId("li"), "oversized" + noise);
        log.send(company.organization("active"), company.member("wang", "active"));
        log.sendRaw("jit.org.members", "oversized-1", huge);
        log.send(company.member("zhao", "active"));

        permission.awaitReason(company, "wang", "not-authorized");
        permission.awaitReason(company, "zhao", "not-authorized");

        assertThat(log.read("jit.org.members.dlq", "\"oversized", 1))
                .singleElement()
                .satisfies(letter -> assertThat(letter.key()).isEqualTo("oversized-1"));
    }

    @Test
    void aTombstoneChangesNothing() {
        var company = new Company("tombstone");
        log.send(company.organization("active"), company.member("li", "active"));
        permission.awaitReason(company, "li", "not-authorized");

        log.send(new Company.Event("jit.org.members", company.organizationId() + "/" + company.id("li"), null));
        log.send(company.member("wang", "active"));
        permission.awaitReason(company, "wang", "not-authorized");

        permission.awaitReason(company, "li", "not-authorized");
    }

    @Test
    void departmentsInACircleEndNothing() {
        var company = new Company("circle");
        log.send(
                company.organization("active"),
                company.department("a", "b", "active"),
                company.department("b", "a", "active"),
                company.member("li", "active", "a"));
        permission.awaitReason(company, "li", "not-authorized");

        permission.grant(company, Permission.grantOf(company, "department", company.id("b"), "member", "allow"));

        permission.awaitReason(company, "li", "granted");
    }

    private static List<Company.Event> history(Company company) {
        return List.of(
                company.organization("active"),
                company.department("eng", null, "active"),
                company.department("web", "eng", "active"),
                company.department("sales", null, "active"),
                company.member("li", "active", "web"),
                company.member("wang", "active", "sales", "eng"),
                company.member("li", "active", "web", "sales"),
                company.department("web", "sales", "active"),
                company.department("eng", null, "removed"),
                company.member("wang", "resigned"),
                company.member("li", "frozen", "web"),
                company.organization("disabled"));
    }

    private List<DirectoryEntry> entries(List<Company.Event> history) {
        return history.stream()
                .map(event -> events.read(event.text()).orElseThrow())
                .toList();
    }
}
