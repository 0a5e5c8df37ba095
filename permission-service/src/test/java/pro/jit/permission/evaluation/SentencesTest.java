package pro.jit.permission.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.directory.DepartmentId;
import pro.jit.permission.directory.MemberId;
import pro.jit.permission.directory.MemberStatus;
import pro.jit.permission.directory.OrganizationId;
import pro.jit.permission.facts.AccessFacts;
import pro.jit.permission.facts.AccessFacts.KnownDepartment;
import pro.jit.permission.facts.AccessFacts.KnownMember;
import pro.jit.permission.facts.AccessFacts.KnownOrganization;
import pro.jit.permission.grant.Effect;
import pro.jit.permission.grant.Grant;
import pro.jit.permission.grant.Principal;

/** Each kind of decision as the sentence that explains it. */
class SentencesTest {
    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final ApplicationId APPLICATION = new ApplicationId("whwy", "app1");
    private static final OrganizationId ORGANIZATION = new OrganizationId(id("organization"));
    private static final Principal IN_PERSON = new Principal.OneMember(id("li"));
    private static final Principal WEB = new Principal.OneDepartment(id("前端"), true);
    private static final Principal ENG = new Principal.OneDepartment(id("研发"), true);
    private static final Principal EVERYONE = new Principal.Everyone();

    static Stream<Arguments> sentences() {
        return Stream.of(
                row(
                        List.of(allow(IN_PERSON, "member")),
                        "李雷可以进入，角色为member：本人获得授权。",
                        "李雷 may enter as member: granted in person."),
                row(
                        List.of(allow(EVERYONE, "member")),
                        "李雷可以进入，角色为member：全体成员获得授权。",
                        "李雷 may enter as member: granted to everyone."),
                row(
                        List.of(allow(WEB, "member")),
                        "李雷可以进入，角色为member：部门“前端”获得授权。",
                        "李雷 may enter as member: granted to the department “前端”."),
                row(
                        List.of(allow(ENG, "member")),
                        "李雷可以进入，角色为member：部门“研发”获得授权（“前端”→“研发”）。",
                        "李雷 may enter as member: granted to the department “研发” (“前端” → “研发”)."),
                row(
                        List.of(until(allow(IN_PERSON, "member"), "2026-12-31T16:00:00Z")),
                        "李雷可以进入，角色为member：本人获得授权，有效期至2027-01-01 00:00（UTC+08:00）。",
                        "李雷 may enter as member: granted in person until 2027-01-01 00:00 (UTC+08:00)."),
                row(
                        List.of(until(allow(IN_PERSON, "member"), "2026-12-31T15:59:59Z")),
                        "李雷可以进入，角色为member：本人获得授权，有效期至2026-12-31 23:59:59（UTC+08:00）。",
                        "李雷 may enter as member: granted in person until 2026-12-31 23:59:59 (UTC+08:00)."),
                row(
                        List.of(allow(EVERYONE, "member"), allow(IN_PERSON, "teacher"), allow(ENG, "member")),
                        "李雷可以进入，角色为member、teacher：本人获得角色teacher；部门“研发”获得角色member（“前端”→“研发”）；全体成员获得角色member。",
                        "李雷 may enter as member, teacher: teacher granted in person; member granted to the department “研发” (“前端” → “研发”);"
                                + " member granted to everyone."),
                row(
                        List.of(
                                allow(EVERYONE, "member"),
                                allow(IN_PERSON, "member"),
                                allow(ENG, "member"),
                                allow(WEB, "member"),
                                until(allow(EVERYONE, "member"), "2027-01-01T00:00:00Z")),
                        "李雷可以进入，角色为member：本人获得授权；部门“前端”获得授权；部门“研发”获得授权（“前端”→“研发”）；另有2项。",
                        "李雷 may enter as member: granted in person; granted to the department “前端”;"
                                + " granted to the department “研发” (“前端” → “研发”); and 2 more."),
                row(List.of(deny(IN_PERSON)), "李雷不能进入：本人被禁止进入。", "李雷 may not enter: denied in person."),
                row(
                        List.of(deny(ENG), allow(IN_PERSON, "member")),
                        "李雷不能进入：部门“研发”被禁止进入（“前端”→“研发”）；另有1项允许的授权，但禁止优先。",
                        "李雷 may not enter: denied to the department “研发” (“前端” → “研发”);"
                                + " a denial overrules the grant that allows it."),
                row(
                        List.of(
                                until(deny(EVERYONE), "2026-12-31T16:00:00Z"),
                                allow(IN_PERSON, "member"),
                                allow(WEB, "member")),
                        "李雷不能进入：全体成员被禁止进入，有效期至2027-01-01 00:00（UTC+08:00）；另有2项允许的授权，但禁止优先。",
                        "李雷 may not enter: denied to everyone until 2027-01-01 00:00 (UTC+08:00);"
                                + " a denial overrules the 2 grants that allow it."),
                row(List.of(), "李雷不能进入：没有任何授权。", "李雷 may not enter: no grant speaks for them."),
                row(
                        List.of(until(deny(IN_PERSON), "2020-01-01T00:00:00Z")),
                        "李雷不能进入：没有任何授权。",
                        "李雷 may not enter: no grant speaks for them."),
                row(
                        List.of(until(allow(WEB, "member"), "2026-11-26T08:00:00Z")),
                        "李雷不能进入：没有生效的授权；最近的一项已于2026-11-26 16:00（UTC+08:00）到期。",
                        "李雷 may not enter: no grant is in force; the last ended at 2026-11-26 16:00 (UTC+08:00)."),
                row(
                        List.of(
                                from(allow(WEB, "member"), "2027-02-01T00:00:00Z"),
                                from(allow(IN_PERSON, "member"), "2027-01-01T00:00:00Z")),
                        "李雷不能进入：没有生效的授权；最早的一项自2027-01-01 08:00（UTC+08:00）起生效。",
                        "李雷 may not enter: no grant is in force; the first begins at 2027-01-01 08:00 (UTC+08:00)."),
                row(
                        List.of(
                                until(allow(WEB, "member"), "2026-01-01T00:00:00Z"),
                                from(allow(IN_PERSON, "member"), "2027-01-01T00:00:00Z")),
                        "李雷不能进入：没有生效的授权；上一项已于2026-01-01 08:00（UTC+08:00）到期，下一项自2027-01-01 08:00（UTC+08:00）起生效。",
                        "李雷 may not enter: no grant is in force; the last ended at 2026-01-01 08:00 (UTC+08:00),"
                                + " the next begins at 2027-01-01 08:00 (UTC+08:00)."));
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void saysEachDecision(List<Grant> grants, String zh, String en) {
        var explained = explain("李雷", MemberStatus.ACTIVE, true, grants, SHANGHAI);

        assertThat(explained.sentence().zh()).isEqualTo(zh);
        assertThat(explained.sentence().en()).isEqualTo(en);
    }

    static Stream<Arguments> statuses() {
        return Stream.of(
                Arguments.of(MemberStatus.FROZEN, "李雷不能进入：账号已被冻结。", "李雷 may not enter: the account is frozen."),
                Arguments.of(MemberStatus.RESIGNED, "李雷不能进入：已离职。", "李雷 may not enter: they have left the company."),
                Arguments.of(
                        MemberStatus.NOT_ACTIVATED,
                        "李雷不能进入：账号尚未激活。",
                        "李雷 may not enter: the account is not activated yet."),
                Arguments.of(
                        MemberStatus.NOT_JOINED,
                        "李雷不能进入：尚未加入企业。",
                        "李雷 may not enter: they have not joined the company yet."),
                Arguments.of(
                        MemberStatus.OUT_OF_RANGE,
                        "李雷不能进入：不在应用的数据范围内。",
                        "李雷 may not enter: they are outside the app's data range."));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void namesTheStatusWhateverIsGranted(MemberStatus status, String zh, String en) {
        var explained = explain("李雷", status, true, List.of(allow(IN_PERSON, "member")), SHANGHAI);

        assertThat(explained.sentence().zh()).isEqualTo(zh);
        assertThat(explained.sentence().en()).isEqualTo(en);
        assertThat(explained.grants()).noneMatch(grant -> grant.wins()).allMatch(grant -> grant.inForce());
    }

    @Test
    void aDisabledOrganizationIsSaidBeforeAnythingElse() {
        var explained = explain("李雷", MemberStatus.RESIGNED, false, List.of(allow(IN_PERSON, "member")), SHANGHAI);

        assertThat(explained.sentence().zh()).isEqualTo("李雷不能进入：所属组织已停用或已删除。");
        assertThat(explained.sentence().en()).isEqualTo("李雷 may not enter: the organization is disabled or deleted.");
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonIsOneSentence(Reason reason) {
        var decision = reason == Reason.GRANTED ? Decision.permit(List.of("member")) : Decision.deny(reason);
        var status = reason == Reason.MEMBER_INACTIVE ? MemberStatus.FROZEN : MemberStatus.ACTIVE;

        var sentence = Sentences.of(member("李雷", status), decision, List.of(), NOW, SHANGHAI);

        assertThat(sentence.zh()).startsWith("李雷").endsWith("。").doesNotContain(".", ",", ":");
        assertThat(sentence.en()).startsWith("李雷 may").endsWith(".");
    }

    @Test
    void timesAreInUtcUnlessAZoneIsGiven() {
        var grants = List.of(until(allow(IN_PERSON, "member"), "2026-12-31T16:00:00Z"));

        var explained = explain("李雷", MemberStatus.ACTIVE, true, grants, ZoneId.of("UTC"));

        assertThat(explained.sentence().en()).endsWith("until 2026-12-31 16:00 (UTC).");
        assertThat(explained.sentence().zh()).endsWith("至2026-12-31 16:00（UTC）。");
    }

    @Test
    void quotesInNamesEndNoQuotes() {
        var quoted = new KnownDepartment(new DepartmentId(id("quoted")), "a” (“b\"c");
        var grant = allow(new Principal.OneDepartment(id("quoted"), true), "member");
        var member = new KnownMember(
                new MemberId(id("li")), "li", null, "ou_li", null, MemberStatus.ACTIVE, List.of(List.of(quoted)));

        var sentence = Explain.decision(facts(member, true, List.of(grant)), member, APPLICATION, NOW, SHANGHAI)
                .sentence();

        assertThat(sentence.en()).isEqualTo("li may enter as member: granted to the department “a’ (‘b'c”.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\nb", "a\r\n b", "a\u2028b", "a\u202e b", "a\u0000 b", "a\u00a0b", "a \u200b b", " a\tb "})
    void aNameStaysOnItsLineAndTurnsNothingAround(String name) {
        var sentence =
                explain(name, MemberStatus.FROZEN, true, List.of(), SHANGHAI).sentence();

        assertThat(sentence.en()).isEqualTo("a b may not enter: the account is frozen.");
    }

    @Test
    void markupIsTextLikeAnyOther() {
        var sentence = explain("<script>alert('1')</script>", MemberStatus.FROZEN, true, List.of(), SHANGHAI)
                .sentence();

        assertThat(sentence.zh()).isEqualTo("<script>alert('1')</script>不能进入：账号已被冻结。");
    }

    @Test
    void aHugeNameIsCutAndAMissingOneStoodFor() {
        assertThat(explain("很".repeat(10_000), MemberStatus.FROZEN, true, List.of(), SHANGHAI)
                        .sentence()
                        .zh())
                .isEqualTo("很".repeat(79) + "…不能进入：账号已被冻结。");
        assertThat(explain(" ", MemberStatus.FROZEN, true, List.of(), SHANGHAI).sentence())
                .isEqualTo(new Explanation.Sentence(
                        "该成员不能进入：账号已被冻结。", "This member may not enter: the account is frozen."));
    }

    @Test
    void everyWayAGrantReachesIsToldTheShortestFirst() {
        var top = new KnownDepartment(new DepartmentId(id("top")), "top");
        var middle = new KnownDepartment(new DepartmentId(id("middle")), "middle");
        var deep = new KnownDepartment(new DepartmentId(id("deep")), "deep");
        var member = new KnownMember(
                new MemberId(id("li")),
                "li",
                null,
                "ou_li",
                null,
                MemberStatus.ACTIVE,
                List.of(List.of(deep, middle, top), List.of(top), List.of(middle, top)));
        var grant = allow(new Principal.OneDepartment(id("top"), true), "member");

        var explained = Explain.decision(facts(member, true, List.of(grant)), member, APPLICATION, NOW, SHANGHAI);

        assertThat(explained.grants()).singleElement().satisfies(one -> {
            assertThat(names(one.via())).containsExactly("li", "top");
            assertThat(one.alsoVia())
                    .extracting(SentencesTest::names)
                    .containsExactly(List.of("li", "middle", "top"), List.of("li", "deep", "middle", "top"));
            assertThat(one.wins()).isTrue();
        });
    }

    @Test
    void whichGrantWinsAndWhichWaitsOrIsOverIsSaid() {
        var explained = explain(
                "li",
                MemberStatus.ACTIVE,
                true,
                List.of(
                        deny(ENG),
                        allow(IN_PERSON, "member"),
                        from(deny(EVERYONE), "2027-01-01T00:00:00Z"),
                        until(allow(WEB, "member"), "2026-01-01T00:00:00Z")),
                SHANGHAI);

        assertThat(explained.grants().stream()
                        .map(grant -> grant.effect() + " " + grant.state() + " " + grant.wins())
                        .toList())
                .containsExactly(
                        "deny in_force true", "allow in_force false", "deny scheduled false", "allow expired false");
        assertThat(explained.grants().get(2).validFrom()).isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(explained.grants().get(3).validUntil()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    }

    private static List<@Nullable String> names(List<Explanation.Step> steps) {
        return steps.stream().<@Nullable String>map(Explanation.Step::name).toList();
    }

    private static Arguments row(List<Grant> grants, String zh, String en) {
        return Arguments.of(grants, zh, en);
    }

    private static Explanation explain(
            String name, MemberStatus status, boolean enabled, List<Grant> grants, ZoneId zone) {
        var member = member(name, status);
        return Explain.decision(facts(member, enabled, grants), member, APPLICATION, NOW, zone);
    }

    private static AccessFacts facts(KnownMember member, boolean enabled, List<Grant> grants) {
        return new AccessFacts(new KnownOrganization(ORGANIZATION, APPLICATION, enabled), member, grants);
    }

    private static KnownMember member(String name, MemberStatus status) {
        var path = Arrays.asList("前端", "研发").stream()
                .map(department -> new KnownDepartment(new DepartmentId(id(department)), department))
                .toList();
        return new KnownMember(new MemberId(id("li")), name, null, "ou_li", null, status, List.of(path));
    }

    private static Grant allow(Principal principal, String role) {
        return new Grant(UUID.randomUUID(), APPLICATION, ORGANIZATION, principal, role, Effect.ALLOW, null, null);
    }

    private static Grant deny(Principal principal) {
        return new Grant(UUID.randomUUID(), APPLICATION, ORGANIZATION, principal, "member", Effect.DENY, null, null);
    }

    private static Grant until(Grant grant, String until) {
        return timed(grant, null, Instant.parse(until));
    }

    private static Grant from(Grant grant, String from) {
        return timed(grant, Instant.parse(from), null);
    }

    private static Grant timed(Grant grant, @Nullable Instant from, @Nullable Instant until) {
        return new Grant(
                grant.grantId(),
                grant.application(),
                grant.organizationId(),
                grant.principal(),
                grant.role(),
                grant.effect(),
                from,
                until);
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
