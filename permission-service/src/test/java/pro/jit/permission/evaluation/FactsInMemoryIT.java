package pro.jit.permission.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.directory.DepartmentId;
import pro.jit.permission.directory.DirectoryEntry.DepartmentEntry;
import pro.jit.permission.directory.DirectoryEntry.MemberEntry;
import pro.jit.permission.directory.DirectoryEntry.OrganizationEntry;
import pro.jit.permission.directory.DirectoryProjection;
import pro.jit.permission.directory.MemberId;
import pro.jit.permission.directory.MemberStatus;
import pro.jit.permission.directory.OrganizationId;
import pro.jit.permission.facts.FeishuIdentity;
import pro.jit.permission.facts.HeldFacts;
import pro.jit.permission.facts.OrganizationFacts;
import pro.jit.permission.facts.StoredFacts;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.EventLog;
import pro.jit.permission.testing.Permission;
import pro.jit.permission.testing.RealServers;

/** What is held in memory is what the database has, whoever changed it and however. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class FactsInMemoryIT {
    private static final int PEOPLE = 40;
    private static final int DEPARTMENTS = 12;

    @Inject
    HeldFacts held;

    @Inject
    StoredFacts stored;

    @Inject
    MemberDirectory directory;

    @Inject
    DirectoryProjection projection;

    @Inject
    EventLog log;

    @Inject
    Permission permission;

    @Inject
    Jdbi jdbi;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void sayWhatTheDatabaseSaysAfterEveryChange(long seed) {
        var random = new Random(seed);
        var company = new RandomCompany(new Company("in-memory-" + seed), random);
        company.organization("active");
        company.everybody();
        awaitHeld(company.id);
        for (int round = 0; round < 60; round++) {
            for (int i = random.nextInt(4); i >= 0; i--) {
                company.change();
            }
            if (random.nextBoolean()) {
                assertSame(company.id, random);
            }
        }
        assertSame(company.id, random);
    }

    @Test
    void aDeletionByHandIsSeen() {
        var company = new Company("deleted-by-hand");
        log.send(company.organization("active"), company.department("eng", null, "active"));
        log.send(company.member("li", "active", "eng"), company.member("wang", "active", "eng"));
        permission.awaitReason(company, "wang", "not-authorized");
        var id = new OrganizationId(company.organizationId());
        awaitHeld(id);

        jdbi.useTransaction(handle -> {
            delete(handle, "member_department", "member_id", company.id("li"));
            delete(handle, "member", "member_id", company.id("li"));
        });

        var now = held.current(id).orElseThrow();
        assertThat(now.has(new MemberId(company.id("li")))).isFalse();
        assertThat(now.has(new MemberId(company.id("wang")))).isTrue();

        jdbi.useTransaction(handle -> delete(handle, "department", "department_id", company.id("eng")));

        assertThat(held.current(id).orElseThrow().hasDepartment(new DepartmentId(company.id("eng"))))
                .isFalse();

        jdbi.useTransaction(handle -> delete(handle, "organization", "organization_id", company.organizationId()));

        assertThat(held.current(id)).isEmpty();
        assertThat(held.whole(id)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"organization", "department", "member", "member_department", "access_grant"})
    void anEmptiedTableIsSeen(String table) {
        var company = new Company("emptied");
        log.send(company.organization("active"), company.member("li", "active"));
        permission.awaitReason(company, "li", "not-authorized");

        jdbi.useHandle(handle -> {
            handle.begin();
            var before = wholeVersion(handle, company);
            handle.execute("truncate " + table);
            assertThat(wholeVersion(handle, company)).isGreaterThan(before);
            handle.rollback();
        });
    }

    @Test
    void whatIsNotHeldIsReadForTheQuestion() {
        var company = new Company("read-whole");
        log.send(company.organization("disabled"), company.member("li", "active"));
        permission.awaitReason(company, "li", "organization-disabled");

        var whole = held.whole(new OrganizationId(company.organizationId())).orElseThrow();

        assertThat(whole.has(new MemberId(company.id("li")))).isTrue();
        assertThat(whole.organization().enabled()).isFalse();
        assertThat(held.whole(new OrganizationId(UUID.randomUUID()))).isEmpty();
    }

    private void awaitHeld(OrganizationId id) {
        await().atMost(Duration.ofSeconds(30)).until(() -> held.current(id).isPresent());
    }

    private static void delete(Handle handle, String table, String column, UUID id) {
        handle.createUpdate("delete from " + table + " where " + column + " = :id")
                .bind("id", id)
                .execute();
    }

    private static long wholeVersion(Handle handle, Company company) {
        return handle.createQuery("select whole_version from facts_version where organization_id = :id")
                .bind("id", company.organizationId())
                .mapTo(Long.class)
                .one();
    }

    private void assertSame(OrganizationId id, Random random) {
        OrganizationFacts inMemory = held.current(id).orElseThrow();
        jdbi.useHandle(handle -> {
            for (int i = 0; i < PEOPLE; i++) {
                var member = new MemberId(RandomCompany.member(id, i));
                var expected = Objects.requireNonNull(
                        stored.load(handle, id, List.of(member)).get(member));
                if (expected.member() == null) {
                    assertThat(inMemory.of(member).member()).isNull();
                } else {
                    assertThat(inMemory.of(member)).isEqualTo(expected);
                }
                var identity = RandomCompany.identity(random);
                assertThat(inMemory.find(identity)).as("%s", identity).isEqualTo(directory.find(handle, id, identity));
            }
        });
    }

    /** Changes of every kind, with ids that few people share. */
    private final class RandomCompany {
        private final OrganizationId id;
        private final Company company;
        private final Random random;
        private final Map<Object, Long> revisions = new HashMap<>();
        private final List<String> grants = new ArrayList<>();

        RandomCompany(Company company, Random random) {
            this.company = company;
            this.id = new OrganizationId(company.organizationId());
            this.random = random;
        }

        static UUID member(OrganizationId id, int number) {
            return UUID.nameUUIDFromBytes((id + "/member/" + number).getBytes(StandardCharsets.UTF_8));
        }

        static FeishuIdentity identity(Random random) {
            return new FeishuIdentity(
                    "ou_" + random.nextInt(PEOPLE), orNull(random, "on_", 15), orNull(random, "tenant_", 2));
        }

        private static @Nullable String orNull(Random random, String prefix, int of) {
            return random.nextInt(4) == 0 ? null : prefix + random.nextInt(of);
        }

        private DepartmentId department(int number) {
            return new DepartmentId(
                    UUID.nameUUIDFromBytes((id + "/department/" + number).getBytes(StandardCharsets.UTF_8)));
        }

        private long next(Object entity) {
            return revisions.merge(entity, 1L, Long::sum);
        }

        void organization(String status) {
            projection.apply(new OrganizationEntry(
                    id, ApplicationId.parse(company.application()).orElseThrow(), "A company", status, next(id)));
        }

        void change() {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> member();
                case 3, 4 -> department();
                case 5 -> organization(random.nextInt(5) == 0 ? "disabled" : "active");
                case 6 -> grant();
                default -> removeAGrant();
            }
        }

        /** Grants to who is there are made at once; the others wait for the directory. */
        void everybody() {
            IntStream.range(0, DEPARTMENTS).forEach(number -> department(department(number), "active"));
            IntStream.range(0, PEOPLE).forEach(number -> member(number, MemberStatus.ACTIVE));
        }

        private void member() {
            var statuses = MemberStatus.values();
            member(
                    random.nextInt(PEOPLE),
                    random.nextInt(4) > 0 ? MemberStatus.ACTIVE : statuses[random.nextInt(statuses.length)]);
        }

        private void member(int number, MemberStatus status) {
            var member = new MemberId(member(id, number));
            var identity = identity(random);
            var departments = IntStream.range(0, random.nextInt(3))
                    .mapToObj(i -> department(random.nextInt(DEPARTMENTS)))
                    .distinct()
                    .toList();
            projection.apply(new MemberEntry(
                    id,
                    member,
                    identity.openId(),
                    identity.unionId(),
                    random.nextBoolean() ? null : "user-" + random.nextInt(),
                    identity.tenantKey(),
                    "name " + random.nextInt(),
                    random.nextBoolean() ? null : "https://avatars.example.test/" + random.nextInt(),
                    status,
                    departments,
                    next(member)));
        }

        private void department() {
            department(department(random.nextInt(DEPARTMENTS)), random.nextInt(8) == 0 ? "removed" : "active");
        }

        private void department(DepartmentId department, String status) {
            var parent = random.nextInt(3) == 0 ? null : department(random.nextInt(DEPARTMENTS));
            projection.apply(
                    new DepartmentEntry(id, department, parent, "name " + random.nextInt(), status, next(department)));
        }

        private void grant() {
            var type = List.of("everyone", "member", "department").get(random.nextInt(3));
            var principal =
                    switch (type) {
                        case "member" -> member(id, random.nextInt(PEOPLE));
                        case "department" ->
                            department(random.nextInt(DEPARTMENTS)).value();
                        default -> null;
                    };
            var wanted = Permission.grantOf(
                    company,
                    type,
                    principal,
                    random.nextBoolean() ? "member" : "administrator",
                    random.nextInt(4) == 0 ? "deny" : "allow");
            wanted.put("include_sub_departments", random.nextBoolean());
            var response = permission.writer().body(wanted).post(Permission.path(company, "/grants"));
            // Some say the same as another, or speak of who is not there: those change nothing.
            assertThat(response.statusCode()).isIn(201, 400, 409);
            if (response.statusCode() == 201) {
                grants.add(response.path("grant_id"));
            }
        }

        private void removeAGrant() {
            if (!grants.isEmpty()) {
                var grant = grants.remove(random.nextInt(grants.size()));
                // It may have gone with the member who left.
                assertThat(permission
                                .writer()
                                .delete(Permission.path(company, "/grants/" + grant))
                                .statusCode())
                        .isIn(204, 404);
            }
        }
    }
}
