package pro.jit.permission.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decisions as policy: what is given, who may enter with which roles, who may not and why.
 *
 * @param asked {@code elsewhere}: the questions are about another application; else about the organization's own
 * @param allow member → roles
 * @param deny member → reason; a member not given is a stranger
 */
record TruthTable(
        String name,
        Given given,
        @Nullable String asked,
        @Nullable Map<String, List<String>> allow,
        @Nullable Map<String, String> deny) {
    private static final List<String> FILES = List.of(
            "principals", "departments", "denials", "effects-and-times", "roles", "order", "changes", "elsewhere");

    /**
     * What is given.
     *
     * @param organization its status, or {@code unknown}: org-sync-service never told of it
     * @param organizationWas its status in between; it was active before
     * @param elsewhere grants of another organization of the application, and of another application, to the same names there
     */
    record Given(
            @Nullable String organization,
            @JsonProperty("organization_was") @Nullable String organizationWas,
            @Nullable List<GivenDepartment> departments,
            @Nullable List<GivenMember> members,
            @Nullable List<GivenGrant> grants,
            @Nullable List<GivenGrant> elsewhere) {
        String organizationStatus() {
            return organization == null ? "active" : organization;
        }

        List<GivenDepartment> allDepartments() {
            return departments == null ? List.of() : departments;
        }

        List<GivenMember> allMembers() {
            return members == null ? List.of() : members;
        }

        boolean isKnown() {
            return !organizationStatus().equals("unknown");
        }

        List<GivenGrant> allGrants() {
            return grants == null ? List.of() : grants;
        }

        /** Those that are left: what was allowed in person to somebody who resigned went with them. */
        List<GivenGrant> standingGrants() {
            return allGrants().stream()
                    .filter(grant -> allMembers().stream().noneMatch(member -> member.tookAlong(grant)))
                    .toList();
        }

        List<GivenGrant> grantsElsewhere() {
            return elsewhere == null ? List.of() : elsewhere;
        }
    }

    /**
     * A department.
     *
     * @param wasBelow the one it was in when the grants were made
     */
    record GivenDepartment(
            String id,
            @Nullable String parent,
            @Nullable String status,
            @JsonProperty("was_below") @Nullable String wasBelow) {
        @Nullable
        String firstParent() {
            return wasBelow == null ? parent : wasBelow;
        }

        boolean changed() {
            return removed() || wasBelow != null;
        }

        boolean removed() {
            return "removed".equals(status);
        }
    }

    /**
     * A member, active when the grants were made.
     *
     * @param was a status in between
     * @param wasIn the departments when the grants were made
     */
    record GivenMember(
            String id,
            @JsonProperty("in") @Nullable List<String> departments,
            @Nullable String status,
            @Nullable String was,
            @JsonProperty("was_in") @Nullable List<String> wasIn) {
        List<String> firstDepartments() {
            return wasIn == null ? allDepartments() : wasIn;
        }

        boolean changed() {
            return !statusNow().equals("active") || was != null || wasIn != null;
        }

        private boolean tookAlong(GivenGrant grant) {
            return ("resigned".equals(was) || "resigned".equals(status))
                    && grant.to().equals("member:" + id)
                    && grant.effectOrAllow().equals("allow");
        }

        List<String> allDepartments() {
            return departments == null ? List.of() : departments;
        }

        String statusNow() {
            return status == null ? "active" : status;
        }
    }

    /**
     * A grant.
     *
     * @param to {@code everyone}, {@code member:id} or {@code department:id}
     * @param from relative to now
     */
    record GivenGrant(
            String to,
            String role,
            @Nullable Boolean sub,
            @Nullable String effect,
            @Nullable Duration from,
            @Nullable Duration until) {
        String principalType() {
            return to.contains(":") ? to.substring(0, to.indexOf(':')) : to;
        }

        @Nullable
        String principal() {
            return to.contains(":") ? to.substring(to.indexOf(':') + 1) : null;
        }

        String effectOrAllow() {
            return effect == null ? "allow" : effect;
        }

        boolean includesSubDepartments() {
            return sub == null || sub;
        }
    }

    boolean askedElsewhere() {
        return "elsewhere".equals(asked);
    }

    Map<String, List<String>> allowed() {
        return allow == null ? Map.of() : allow;
    }

    Map<String, String> denied() {
        return deny == null ? Map.of() : deny;
    }

    @Override
    public String toString() {
        return name;
    }

    static Stream<TruthTable> all() {
        var yaml = new ObjectMapper(new YAMLFactory())
                .findAndRegisterModules()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        var tables = new ArrayList<TruthTable>();
        for (var file : FILES) {
            try (var text = TruthTable.class.getResourceAsStream("/decisions/" + file + ".yaml");
                    var values = yaml.readerFor(TruthTable.class).<TruthTable>readValues(text)) {
                tables.addAll(values.readAll());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return tables.stream();
    }
}
