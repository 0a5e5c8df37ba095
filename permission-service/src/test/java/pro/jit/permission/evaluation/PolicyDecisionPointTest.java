package pro.jit.permission.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.directory.DepartmentId;
import pro.jit.permission.directory.MemberId;
import pro.jit.permission.directory.MemberStatus;
import pro.jit.permission.directory.OrganizationId;
import pro.jit.permission.evaluation.TruthTable.GivenDepartment;
import pro.jit.permission.evaluation.TruthTable.GivenGrant;
import pro.jit.permission.facts.AccessFacts;
import pro.jit.permission.facts.AccessFacts.KnownDepartment;
import pro.jit.permission.facts.AccessFacts.KnownMember;
import pro.jit.permission.facts.AccessFacts.KnownOrganization;
import pro.jit.permission.grant.Effect;
import pro.jit.permission.grant.Grant;
import pro.jit.permission.grant.Principal;

class PolicyDecisionPointTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final ApplicationId APPLICATION = new ApplicationId("whwy", "app1");
    private static final ApplicationId ELSEWHERE = new ApplicationId("whwy", "app2");
    private static final OrganizationId ORGANIZATION = new OrganizationId(id("organization"));

    @ParameterizedTest
    @MethodSource("pro.jit.permission.evaluation.TruthTable#all")
    void decidesAsTheTableSays(TruthTable table) {
        var asked = table.askedElsewhere() ? ELSEWHERE : APPLICATION;

        table.allowed()
                .forEach((member, roles) -> assertThat(PolicyDecisionPoint.decide(facts(table, member), asked, NOW))
                        .as(member)
                        .isEqualTo(Decision.permit(roles)));
        table.denied().forEach((member, reason) -> {
            var decision = PolicyDecisionPoint.decide(facts(table, member), asked, NOW);
            assertThat(decision.reason().wire()).as(member).isEqualTo(reason);
            assertThat(decision.permitted()).as(member).isFalse();
            assertThat(decision.roles()).as(member).isEmpty();
        });
    }

    @Test
    void anOrganizationOfAnotherApplicationIsNoOrganization() {
        var facts = activeMember(List.of(everyone(APPLICATION, ORGANIZATION)));

        var decision = PolicyDecisionPoint.decide(facts, new ApplicationId("whwy", "app2"), NOW);

        assertThat(decision).isEqualTo(Decision.deny(Reason.ORGANIZATION_DISABLED));
    }

    @Test
    void grantsOfAnotherOrganizationOrApplicationNeverMatch() {
        var facts = activeMember(List.of(
                everyone(APPLICATION, new OrganizationId(id("other"))),
                everyone(new ApplicationId("whwy", "app2"), ORGANIZATION)));

        var decision = PolicyDecisionPoint.decide(facts, APPLICATION, NOW);

        assertThat(decision).isEqualTo(Decision.deny(Reason.NOT_AUTHORIZED));
    }

    @Test
    void theFirstInstantIsInForceAndTheLastIsNot() {
        var grant = new Grant(
                id("grant"),
                APPLICATION,
                ORGANIZATION,
                new Principal.Everyone(),
                "member",
                Effect.ALLOW,
                NOW,
                NOW.plusSeconds(60));
        var facts = activeMember(List.of(grant));

        assertThat(decidedAt(facts, NOW.minusMillis(1))).isFalse();
        assertThat(decidedAt(facts, NOW)).isTrue();
        assertThat(decidedAt(facts, NOW.plusSeconds(60))).isFalse();
    }

    @Test
    void anAllowMoreNeverTakesAccessAway() {
        var fewer = new ArrayList<Grant>();
        for (var principal : List.of(
                new Principal.OneMember(id("li")),
                new Principal.OneDepartment(id("eng"), true),
                new Principal.OneDepartment(id("web"), false),
                new Principal.Everyone())) {
            var before = PolicyDecisionPoint.decide(activeMember(fewer), APPLICATION, NOW);
            fewer.add(new Grant(
                    id("g" + fewer.size()),
                    APPLICATION,
                    ORGANIZATION,
                    principal,
                    "r" + fewer.size(),
                    Effect.ALLOW,
                    null,
                    null));
            var after = PolicyDecisionPoint.decide(activeMember(fewer), APPLICATION, NOW);

            assertThat(after.permitted() || !before.permitted()).isTrue();
            assertThat(after.roles()).containsAll(before.roles());
        }
    }

    private static boolean decidedAt(AccessFacts facts, Instant at) {
        return PolicyDecisionPoint.decide(facts, APPLICATION, at).permitted();
    }

    private static AccessFacts activeMember(List<Grant> grants) {
        var path = List.of(department("web"), department("eng"));
        var li = new KnownMember(new MemberId(id("li")), "Li", null, "ou_li", null, MemberStatus.ACTIVE, List.of(path));
        return new AccessFacts(new KnownOrganization(ORGANIZATION, APPLICATION, true), li, grants);
    }

    private static Grant everyone(ApplicationId application, OrganizationId organization) {
        return new Grant(
                id("grant"), application, organization, new Principal.Everyone(), "member", Effect.ALLOW, null, null);
    }

    private static AccessFacts facts(TruthTable table, String name) {
        var given = table.given();
        var departments = new HashMap<String, GivenDepartment>();
        given.allDepartments().forEach(department -> departments.put(department.id(), department));
        var member = given.allMembers().stream()
                .filter(each -> each.id().equals(name))
                .findFirst()
                .map(each -> new KnownMember(
                        new MemberId(id(name)),
                        name,
                        null,
                        "ou_" + name,
                        null,
                        MemberStatus.of(each.statusNow()).orElseThrow(),
                        each.allDepartments().stream()
                                .map(start -> path(start, departments))
                                .filter(path -> !path.isEmpty())
                                .toList()))
                .orElse(null);
        var organization = given.isKnown()
                ? new KnownOrganization(
                        ORGANIZATION, APPLICATION, given.organizationStatus().equals("active"))
                : null;
        var grants = new ArrayList<Grant>();
        given.standingGrants().forEach(each -> grants.add(grant(each, APPLICATION, ORGANIZATION)));
        given.grantsElsewhere().forEach(each -> {
            grants.add(grant(each, APPLICATION, new OrganizationId(id("another organization"))));
            grants.add(grant(each, ELSEWHERE, ORGANIZATION));
        });
        return new AccessFacts(organization, member, grants);
    }

    private static List<KnownDepartment> path(String start, Map<String, GivenDepartment> departments) {
        var path = new ArrayList<KnownDepartment>();
        @Nullable String next = start;
        while (next != null) {
            var department = departments.get(next);
            if (department == null || department.removed()) {
                break;
            }
            path.add(department(next));
            next = department.parent();
        }
        return path;
    }

    private static Grant grant(GivenGrant given, ApplicationId application, OrganizationId organization) {
        var principal = given.principal();
        return new Grant(
                UUID.randomUUID(),
                application,
                organization,
                Principal.of(
                        given.principalType(),
                        principal == null ? null : id(principal),
                        given.includesSubDepartments()),
                given.role(),
                Effect.of(given.effectOrAllow()).orElseThrow(),
                at(given.from()),
                at(given.until()));
    }

    private static @Nullable Instant at(@Nullable Duration fromNow) {
        return fromNow == null ? null : NOW.plus(fromNow);
    }

    private static KnownDepartment department(String name) {
        return new KnownDepartment(new DepartmentId(id(name)), name);
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
