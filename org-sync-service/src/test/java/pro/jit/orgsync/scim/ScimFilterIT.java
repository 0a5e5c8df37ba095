package pro.jit.orgsync.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import com.unboundid.scim2.common.utils.FilterEvaluator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Sandbox;

/** What a filter finds is what another implementation, UnboundID's SCIM 2 SDK, finds by it among all that there is. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScimFilterIT {
    private static final int FILTERS = 150;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TEXTS = List.of("eq", "ne", "co", "sw", "ew");
    private static final List<String> EXACT = List.of("eq", "ne");
    private static final List<String> TIMES = List.of("gt", "ge", "lt", "le");

    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    private String id = "";
    private List<JsonNode> users = List.of();
    private List<JsonNode> groups = List.of();

    @BeforeEach
    void anOrganizationForAllTests() throws Exception {
        if (id.isEmpty()) {
            id = orgSync.created(sandbox.newApp());
            users = all("Users", "");
            groups = all("Groups", "");
        }
    }

    @Test
    void findsTheSameUsersAsAnother() throws Exception {
        var random = new Random(7644);
        for (var number = 0; number < FILTERS; number++) {
            assertFindsTheSame("Users", users, filter(random, 3, this::userTerm));
        }
    }

    @Test
    void findsTheSameGroupsAsAnother() throws Exception {
        var random = new Random(7643);
        for (var number = 0; number < FILTERS; number++) {
            assertFindsTheSame("Groups", groups, filter(random, 2, this::groupTerm));
        }
    }

    @Test
    void findsOnePersonByEachThingThatIsTheirsAlone() throws Exception {
        var one = users.stream()
                .filter(user -> user.path("displayName").asText().equals("赵磊"))
                .findFirst()
                .orElseThrow();
        for (var filter : List.of(
                "id eq " + one.path("id"),
                "USERNAME EQ " + one.path("userName").toString().toUpperCase(Locale.ROOT),
                "externalId eq " + one.path("externalId"),
                "displayName eq \"赵磊\" and active eq true",
                "emails eq " + one.path("emails").path(0).path("value"),
                "emails[type eq \"work\" and value eq "
                        + one.path("emails").path(0).path("value") + "]",
                ScimSchema.USER + ":userName eq " + one.path("userName"),
                ScimSchema.FEISHU + ":openId eq " + one.path(ScimSchema.FEISHU).path("openId"))) {
            assertThat(all("Users", filter)).as(filter).containsExactly(one);
        }
    }

    @Test
    void noFilterIsMoreThanAFilter() throws Exception {
        for (var value : List.of(
                "' or '1'='1",
                "\\\" or id pr or id eq \\\"",
                "%",
                "_",
                "x%' --",
                ":organization",
                "?",
                "\\\\",
                "\uDBFF\uDFFF")) {
            for (var operator : TEXTS) {
                var filter = "displayName " + operator + " \"" + value + "\"";
                assertFindsTheSame("Users", users, filter);
            }
        }
    }

    private interface Term {
        String of(Random random);
    }

    private static String filter(Random random, int depth, Term term) {
        if (depth == 0) {
            return term.of(random);
        }
        return switch (random.nextInt(5)) {
            case 0 -> "not (" + filter(random, depth - 1, term) + ")";
            case 1 -> filter(random, depth - 1, term) + " and " + filter(random, depth - 1, term);
            case 2 -> filter(random, depth - 1, term) + " or " + filter(random, depth - 1, term);
            case 3 -> "(" + filter(random, depth - 1, term) + ") and (" + filter(random, depth - 1, term) + ")";
            default -> term.of(random);
        };
    }

    private String userTerm(Random random) {
        var user = pick(random, users);
        return switch (random.nextInt(13)) {
            case 0 -> text(random, "userName", user.path("userName"));
            case 1 -> text(random, "displayName", user.path("displayName"));
            case 2 -> text(random, "emails.value", user.path("emails").path(0).path("value"));
            case 3 -> "id " + pick(random, EXACT) + " " + user.path("id");
            case 4 -> "externalId " + pick(random, EXACT) + " " + user.path("externalId");
            case 5 -> "active " + pick(random, EXACT) + " " + random.nextBoolean();
            case 6 -> text(random, "title", user.path("title"));
            case 7 ->
                pick(random, List.of("title", "emails", "phoneNumbers", "nickName", "groups", "externalId")) + " pr";
            case 8 ->
                "meta.created " + pick(random, TIMES) + " " + user.path("meta").path("created");
            case 9 -> text(random, "nickName", user.path("nickName"));
            case 10 -> "groups.value eq " + pick(random, groups).path("id");
            case 11 -> text(random, "name.formatted", user.path("displayName"));
            default -> "title eq null";
        };
    }

    private String groupTerm(Random random) {
        var group = pick(random, groups);
        return switch (random.nextInt(5)) {
            case 0 -> text(random, "displayName", group.path("displayName"));
            case 1 -> "id " + pick(random, EXACT) + " " + group.path("id");
            case 2 -> "externalId " + pick(random, EXACT) + " " + group.path("externalId");
            case 3 ->
                "members.value eq "
                        + pick(random, random.nextBoolean() ? users : groups).path("id");
            default -> "members pr";
        };
    }

    /** The attribute compared with a part of a value that it has, in any case. */
    private static String text(Random random, String attribute, JsonNode value) {
        var text = value.asText("nothing");
        var from = text.offsetByCodePoints(0, random.nextInt(Math.min(3, text.codePointCount(0, text.length()))));
        var part = random.nextInt(3) == 0 ? text : text.substring(from);
        var spelled = random.nextBoolean() ? part : part.toUpperCase(Locale.ROOT);
        return attribute + " " + pick(random, TEXTS) + " " + TextNode.valueOf(spelled);
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private void assertFindsTheSame(String what, List<JsonNode> among, String filter) throws Exception {
        var other = com.unboundid.scim2.common.filters.Filter.fromString(filter);
        var expected = new ArrayList<String>();
        for (var resource : among) {
            if (FilterEvaluator.evaluate(other, resource)) {
                expected.add(resource.path("id").asText());
            }
        }
        assertThat(all(what, filter))
                .as(filter)
                .extracting(resource -> resource.path("id").asText())
                .containsExactlyElementsOf(expected);
    }

    private List<JsonNode> all(String what, String filter) throws Exception {
        var answer = orgSync.as("members:read")
                .queryParam("filter", filter)
                .queryParam("count", 200)
                .get("/scim/v2/" + id + "/" + what);
        assertThat(answer.statusCode()).as(filter + " " + answer.asString()).isEqualTo(200);
        var list = JSON.readTree(answer.asString());
        var found = list.path("Resources").valueStream().toList();
        assertThat(list.path("totalResults").asInt()).isEqualTo(found.size());
        return found;
    }
}
