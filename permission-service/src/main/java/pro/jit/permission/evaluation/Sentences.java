package pro.jit.permission.evaluation;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import pro.jit.permission.directory.MemberStatus;
import pro.jit.permission.evaluation.Explanation.Sentence;
import pro.jit.permission.facts.AccessFacts.KnownMember;
import pro.jit.permission.grant.Effect;
import pro.jit.permission.grant.Grant;

/** Says a decision in plain Chinese and English, each in one sentence. */
final class Sentences {
    private final KnownMember member;
    private final Decision decision;
    private final List<SpeakingGrant> speaking;
    private final Instant now;
    private final SentenceParts parts;

    private Sentences(
            KnownMember member, Decision decision, List<SpeakingGrant> speaking, Instant now, SentenceParts parts) {
        this.member = member;
        this.decision = decision;
        this.speaking = speaking;
        this.now = now;
        this.parts = parts;
    }

    /**
     * The sentence.
     *
     * @param speaking every grant that speaks of the member, in force or not
     * @param zone in which times are said
     */
    static Sentence of(KnownMember member, Decision decision, List<SpeakingGrant> speaking, Instant now, ZoneId zone) {
        return new Sentences(member, decision, speaking, now, new SentenceParts(zone)).sentence();
    }

    private Sentence sentence() {
        return switch (decision.reason()) {
            case GRANTED -> granted();
            case ACCESS_BLOCKED -> blocked();
            case MEMBER_INACTIVE -> refused(inactive(member.status()));
            case ORGANIZATION_DISABLED ->
                refused(new Sentence("所属组织已停用或已删除", "the organization is disabled or deleted"));
            case NOT_AUTHORIZED -> refused(unauthorized());
            case MEMBER_NOT_FOUND -> refused(new Sentence("组织中没有该成员", "the organization has no such member"));
            case UNKNOWN_SUBJECT, UNKNOWN_ACTION, UNKNOWN_RESOURCE ->
                refused(new Sentence("所问的不是应用登录", "what is asked about is no sign-in to an application"));
        };
    }

    private Sentence granted() {
        var name = parts.name(member.name());
        var severalRoles = decision.roles().size() > 1;
        var ways = parts.list(
                winners().map(grant -> parts.allowed(grant, severalRoles)).toList());
        return new Sentence(
                name.zh() + "可以进入，角色为" + String.join("、", decision.roles()) + "：" + ways.zh() + "。",
                name.en() + " may enter as " + String.join(", ", decision.roles()) + ": " + ways.en() + ".");
    }

    private Sentence blocked() {
        var ways = parts.list(winners().map(parts::denied).toList());
        var overruled = inForce(Effect.ALLOW).count();
        if (overruled == 0) {
            return refused(ways);
        }
        return refused(new Sentence(
                ways.zh() + "；另有" + overruled + "项允许的授权，但禁止优先",
                ways.en() + "; a denial overrules "
                        + (overruled == 1
                                ? "the grant that allows it"
                                : "the " + overruled + " grants that allow it")));
    }

    private Sentence unauthorized() {
        var allowing = speaking.stream()
                .map(SpeakingGrant::grant)
                .filter(grant -> grant.effect() == Effect.ALLOW)
                .toList();
        if (allowing.isEmpty()) {
            return new Sentence("没有任何授权", "no grant speaks for them");
        }
        var ended = latestEnd(allowing).map(parts::time);
        var begins = firstBegin(allowing).map(parts::time);
        if (ended.isPresent() && begins.isPresent()) {
            return new Sentence(
                    "没有生效的授权；上一项已于" + ended.get().zh() + "到期，下一项自"
                            + begins.get().zh() + "起生效",
                    "no grant is in force; the last ended at " + ended.get().en() + ", the next begins at "
                            + begins.get().en());
        }
        return ended.map(time -> new Sentence(
                        "没有生效的授权；最近的一项已于" + time.zh() + "到期", "no grant is in force; the last ended at " + time.en()))
                .or(() -> begins.map(time -> new Sentence(
                        "没有生效的授权；最早的一项自" + time.zh() + "起生效",
                        "no grant is in force; the first begins at " + time.en())))
                .orElseThrow();
    }

    private Optional<Instant> latestEnd(List<Grant> grants) {
        return grants.stream()
                .map(Grant::validUntil)
                .filter(Objects::nonNull)
                .filter(until -> !now.isBefore(until))
                .max(Comparator.naturalOrder());
    }

    private Optional<Instant> firstBegin(List<Grant> grants) {
        return grants.stream()
                .map(Grant::validFrom)
                .filter(Objects::nonNull)
                .filter(now::isBefore)
                .min(Comparator.naturalOrder());
    }

    private static Sentence inactive(MemberStatus status) {
        return switch (status) {
            case FROZEN -> new Sentence("账号已被冻结", "the account is frozen");
            case RESIGNED -> new Sentence("已离职", "they have left the company");
            case NOT_ACTIVATED -> new Sentence("账号尚未激活", "the account is not activated yet");
            case NOT_JOINED -> new Sentence("尚未加入企业", "they have not joined the company yet");
            case OUT_OF_RANGE -> new Sentence("不在应用的数据范围内", "they are outside the app's data range");
            case ACTIVE -> throw new IllegalArgumentException("an active member is not inactive");
        };
    }

    private Sentence refused(Sentence why) {
        var name = parts.name(member.name());
        return new Sentence(name.zh() + "不能进入：" + why.zh() + "。", name.en() + " may not enter: " + why.en() + ".");
    }

    private Stream<SpeakingGrant> winners() {
        return speaking.stream()
                .filter(one -> Explain.wins(one.grant(), decision, now))
                .sorted(Comparator.comparingInt(SentenceParts::distance));
    }

    private Stream<SpeakingGrant> inForce(Effect effect) {
        return speaking.stream()
                .filter(one -> one.grant().effect() == effect && one.grant().inForce(now));
    }
}
