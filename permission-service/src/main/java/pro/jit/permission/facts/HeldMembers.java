package pro.jit.permission.facts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.directory.MemberId;
import pro.jit.permission.directory.MemberStatus;

/** The members of one organization, found by id and by what Feishu says of a person. Immutable. */
final class HeldMembers {
    /** As the database orders them: ids as text, for those of Java compare as signed numbers. */
    private static final Comparator<HeldMember> BEST = Comparator.<HeldMember, Boolean>comparing(
                    member -> member.unionId() == null)
            .thenComparing(member -> member.status() != MemberStatus.ACTIVE)
            .thenComparing(member -> member.memberId().toString());

    private final ShardedMap<MemberId, HeldMember> byId;
    private final ShardedMap<String, List<HeldMember>> byOpenId;
    private final ShardedMap<String, List<HeldMember>> byUnionId;

    private HeldMembers(
            ShardedMap<MemberId, HeldMember> byId,
            ShardedMap<String, List<HeldMember>> byOpenId,
            ShardedMap<String, List<HeldMember>> byUnionId) {
        this.byId = byId;
        this.byOpenId = byOpenId;
        this.byUnionId = byUnionId;
    }

    static HeldMembers of(Collection<HeldMember> members) {
        return new HeldMembers(
                ShardedMap.of(members.stream()
                        .map(member -> Map.entry(member.memberId(), member))
                        .toList()),
                index(members.stream(), HeldMember::openId),
                index(members.stream().filter(member -> member.unionId() != null), HeldMembers::union));
    }

    private static ShardedMap<String, List<HeldMember>> index(
            Stream<HeldMember> members, Function<HeldMember, String> key) {
        return ShardedMap.of(members.collect(Collectors.groupingBy(key, Collectors.toUnmodifiableList()))
                .entrySet());
    }

    private static String union(HeldMember member) {
        return Objects.requireNonNull(member.unionId());
    }

    int size() {
        return byId.size();
    }

    Stream<HeldMember> all() {
        return byId.values();
    }

    @Nullable
    HeldMember get(MemberId id) {
        return byId.get(id);
    }

    /** The member who is this person. */
    Optional<HeldMember> find(FeishuIdentity identity) {
        var best = better(null, found(byOpenId, identity.openId()), identity);
        return Optional.ofNullable(better(best, found(byUnionId, identity.unionId()), identity));
    }

    private static @Nullable HeldMember better(
            @Nullable HeldMember best, List<HeldMember> candidates, FeishuIdentity identity) {
        for (var candidate : candidates) {
            if (candidate.is(identity) && (best == null || BEST.compare(candidate, best) < 0)) {
                best = candidate;
            }
        }
        return best;
    }

    private static List<HeldMember> found(ShardedMap<String, List<HeldMember>> index, @Nullable String key) {
        var found = key == null ? null : index.get(key);
        return found == null ? List.of() : found;
    }

    /** A copy with these in place of who had their ids. */
    HeldMembers with(Collection<HeldMember> changed) {
        var ids = new HashMap<MemberId, @Nullable HeldMember>();
        var openIds = new HashMap<String, @Nullable List<HeldMember>>();
        var unionIds = new HashMap<String, @Nullable List<HeldMember>>();
        for (var member : changed) {
            var before = byId.get(member.memberId());
            if (before != null) {
                replace(byOpenId, openIds, before.openId(), before, null);
                replace(byUnionId, unionIds, before.unionId(), before, null);
            }
            ids.put(member.memberId(), member);
            replace(byOpenId, openIds, member.openId(), null, member);
            replace(byUnionId, unionIds, member.unionId(), null, member);
        }
        return new HeldMembers(byId.with(ids), byOpenId.with(openIds), byUnionId.with(unionIds));
    }

    private static void replace(
            ShardedMap<String, List<HeldMember>> index,
            Map<String, @Nullable List<HeldMember>> changes,
            @Nullable String key,
            @Nullable HeldMember gone,
            @Nullable HeldMember come) {
        if (key == null) {
            return;
        }
        var known = changes.containsKey(key) ? changes.get(key) : index.get(key);
        var members = new ArrayList<HeldMember>(known == null ? List.of() : known);
        if (gone != null) {
            members.remove(gone);
        }
        if (come != null) {
            members.add(come);
        }
        changes.put(key, members.isEmpty() ? null : List.copyOf(members));
    }
}
