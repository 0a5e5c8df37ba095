package pro.jit.orgsync.scim;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.directory.Condition;
import pro.jit.orgsync.directory.DepartmentField;
import pro.jit.orgsync.directory.Groups;
import pro.jit.orgsync.directory.MemberField;
import pro.jit.orgsync.directory.Members;
import pro.jit.orgsync.directory.Slice;
import pro.jit.orgsync.organization.OrganizationId;
import pro.jit.orgsync.organization.Organizations;
import pro.jit.orgsync.problem.ScimException;

/** Answers SCIM's questions, each about one organization. */
@ApplicationScoped
class ScimDirectory {
    /** So many members of groups one list has at most; a group alone has as many as it has. */
    private static final int MOST_MEMBERS = 20_000;

    private final Organizations organizations;
    private final Members members;
    private final Groups groups;

    ScimDirectory(Organizations organizations, Members members, Groups groups) {
        this.organizations = organizations;
        this.members = members;
        this.groups = groups;
    }

    /**
     * Whose people are asked for. Without a word about it the only organization there is; of several, none is picked.
     *
     * @param inPath the address's; null where it has none
     */
    OrganizationId organization(@Nullable String inPath, List<String> inQuery) {
        var named = Stream.concat(Stream.ofNullable(inPath), inQuery.stream())
                .distinct()
                .toList();
        if (named.size() > 1) {
            throw ScimException.invalidValue("The request names several organizations.");
        }
        if (!named.isEmpty()) {
            return organizations.get(OrganizationId.parse(named.getFirst())).organizationId();
        }
        return organizations
                .only()
                .orElseThrow(
                        () -> ScimException.invalidValue(
                                "There is not just one organization: name yours, as in /scim/v2/{organization_id}/Users or with ?organization_id=."));
    }

    ObjectNode users(OrganizationId organization, ScimQuery query, ScimResources resources) {
        Condition<MemberField> condition =
                query.filter().map(FilterConditions.OF_USERS::of).orElse(Condition.everything());
        var slice = members.find(organization, condition, query.startIndex() - 1, query.count());
        return list(slice, query, resources::user);
    }

    ObjectNode user(OrganizationId organization, String id, ScimResources resources) {
        Condition<MemberField> condition = new Condition.Id<>(MemberField.MEMBER_ID, id(id, "user"));
        return members.find(organization, condition, 0, 1).items().stream()
                .map(resources::user)
                .findFirst()
                .orElseThrow(() -> missing("user"));
    }

    ObjectNode groups(OrganizationId organization, ScimQuery query, ScimResources resources) {
        Condition<DepartmentField> condition =
                query.filter().map(FilterConditions.OF_GROUPS::of).orElse(Condition.everything());
        var offset = query.startIndex() - 1;
        var withMembers = query.projection().tells("members");
        if (withMembers
                && query.count() > 1
                && groups.membersOf(organization, condition, offset, query.count()) > MOST_MEMBERS) {
            throw ScimException.tooMany("These groups have more than " + MOST_MEMBERS
                    + " members together: ask for fewer with count, or with excludedAttributes=members.");
        }
        return list(groups.find(organization, condition, offset, query.count(), withMembers), query, resources::group);
    }

    ObjectNode group(OrganizationId organization, String id, boolean withMembers, ScimResources resources) {
        Condition<DepartmentField> condition = new Condition.Id<>(DepartmentField.DEPARTMENT_ID, id(id, "group"));
        return groups.find(organization, condition, 0, 1, withMembers).items().stream()
                .map(resources::group)
                .findFirst()
                .orElseThrow(() -> missing("group"));
    }

    private static <T> ObjectNode list(Slice<T> slice, ScimQuery query, Function<T, ObjectNode> resource) {
        var projection = query.projection();
        var list = JsonNodeFactory.instance.objectNode();
        list.putArray("schemas").add(ScimSchema.LIST);
        list.put("totalResults", slice.total());
        list.put("startIndex", query.startIndex());
        list.put("itemsPerPage", slice.items().size());
        var resources = list.putArray("Resources");
        slice.items().stream().map(resource).map(projection::of).forEach(resources::add);
        return list;
    }

    private static UUID id(String text, String what) {
        try {
            if (text.length() == 36) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException e) {
            // told below, like an id of nobody
        }
        throw missing(what);
    }

    private static ScimException missing(String what) {
        return ScimException.notFound("There is no such " + what + ".");
    }
}
