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
 * @param allow member → roles
 * @param deny member → reason; a member not given is a stranger
 */
record TruthTable(
        String name,
        Given given,
        @Nullable Map<String, List<String>> allow,
        @Nullable Map<String, String> deny) {
    private static final List<String> FILES = List.of("departments", "effects-and-times", "order");

    record Given(
            @Nullable String organization,
            @Nullable List<GivenDepartment> departments,
            @Nullable List<GivenMember> members,
            @Nullable List<GivenGrant> grants) {
        String organizationStatus() {
            return organization == null ? "active" : organization;
        }

        List<GivenDepartment> allDepartments() {
            return departments == null ? List.of() : departments;
        }

        List<GivenMember> allMembers() {
            return members == null ? List.of() : members;
        }

        List<GivenGrant> allGrants() {
            return grants == null ? List.of() : grants;
        }
    }

    record GivenDepartment(
            String id, @Nullable String parent, @Nullable String status) {
        boolean removed() {
            return "removed".equals(status);
        }
    }

    record GivenMember(
            String id,
            @JsonProperty("in") @Nullable List<String> departments,
            @Nullable String status) {
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
