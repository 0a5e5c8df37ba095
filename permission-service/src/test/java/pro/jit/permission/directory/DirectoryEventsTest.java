package pro.jit.permission.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.permission.directory.DirectoryEntry.DepartmentEntry;
import pro.jit.permission.directory.DirectoryEntry.MemberEntry;
import pro.jit.permission.testing.Company;

class DirectoryEventsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final DirectoryEvents events = new DirectoryEvents(JSON);
    private final Company company = new Company("parser");

    @Test
    void readsAMember() {
        var entry = events.read(company.member("li", "active", "eng", "web").text());

        assertThat(entry).get().isInstanceOfSatisfying(MemberEntry.class, member -> {
            assertThat(member.memberId().value()).isEqualTo(company.id("li"));
            assertThat(member.unionId()).isEqualTo(company.unionId("li"));
            assertThat(member.status()).isEqualTo(MemberStatus.ACTIVE);
            assertThat(member.departments())
                    .isEqualTo(List.of(new DepartmentId(company.id("eng")), new DepartmentId(company.id("web"))));
            assertThat(member.revision()).isEqualTo(1);
        });
    }

    @Test
    void readsADepartmentOfTheFirstLevel() {
        var entry = events.read(company.department("eng", null, "active").text());

        assertThat(entry).get().isInstanceOfSatisfying(DepartmentEntry.class, department -> assertThat(
                        department.parentId())
                .isNull());
    }

    @Test
    void aTypeOfTomorrowIsIgnoredWhateverItCarries() {
        var event = "{\"specversion\":\"1.0\",\"type\":\"pro.jit.org.member.promoted.v1\",\"data\":\"anything\"}";

        assertThat(events.read(event)).isEmpty();
    }

    @Test
    void aFieldOfTomorrowIsIgnored() {
        var event = changed(data -> data.put("favourite_color", "blue"));

        assertThat(events.read(event)).isPresent();
    }

    @Test
    void whatFeishuDidNotGiveMayBeAbsent() {
        var event = changed(data -> data.remove(List.of("union_id", "tenant_key", "avatar_url", "name", "en_name")));

        assertThat(events.read(event)).get().isInstanceOfSatisfying(MemberEntry.class, member -> {
            assertThat(member.unionId()).isNull();
            assertThat(member.name()).isEmpty();
        });
    }

    @Test
    void anEmptyUnionIdIdentifiesNobody() {
        var event = changed(data -> data.put("union_id", ""));

        assertThat(events.read(event)).get().isInstanceOfSatisfying(MemberEntry.class, member -> assertThat(
                        member.unionId())
                .isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"member_id", "organization_id", "open_id", "status", "departments", "revision"})
    void aNeededFieldThatIsMissingIsNamed(String field) {
        var event = changed(data -> data.remove(field));

        assertThatThrownBy(() -> events.read(event))
                .isInstanceOf(MalformedEvent.class)
                .hasMessageContaining(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"member_id", "open_id", "status", "union_id", "name", "departments", "revision"})
    void aFieldOfTheWrongTypeIsNamed(String field) {
        var event = changed(data -> data.putObject(field));

        assertThatThrownBy(() -> events.read(event))
                .isInstanceOf(MalformedEvent.class)
                .hasMessageContaining(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "42",
                "not json",
                "{\"type\":7}",
                "{\"type\":\"pro.jit.org.member.updated.v1\"}",
                "{\"type\":\"pro.jit.org.member.updated.v1\",\"data\":null}"
            })
    void whatIsNoEventIsRefused(String value) {
        assertThatThrownBy(() -> events.read(value)).isInstanceOf(MalformedEvent.class);
    }

    @Test
    void nestingWithoutEndIsRefused() {
        assertThatThrownBy(() -> events.read("[".repeat(100_000))).isInstanceOf(MalformedEvent.class);
    }

    @Test
    void aNulCharacterIsRefused() {
        var event = changed(data -> data.put("name", "a\0b"));

        assertThatThrownBy(() -> events.read(event))
                .isInstanceOf(MalformedEvent.class)
                .hasMessageContaining("name");
    }

    @Test
    void theReasonRepeatsNothingOfTheRecord() {
        var event = changed(data -> data.put("status", "13800000000"));

        assertThatThrownBy(() -> events.read(event))
                .isInstanceOf(MalformedEvent.class)
                .message()
                .doesNotContain("13800000000");
    }

    private String changed(Consumer<ObjectNode> change) {
        try {
            var event = JSON.readTree(company.member("li", "active").text());
            change.accept((ObjectNode) event.path("data"));
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
