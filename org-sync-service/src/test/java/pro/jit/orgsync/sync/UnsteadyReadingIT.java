package pro.jit.orgsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Sandbox;
import pro.jit.orgsync.testing.Sandbox.App;
import pro.jit.orgsync.testing.WayToFeishu;

/**
 * Pages are dropped, repeated, truncated, reordered and failed at random while people come, go, move and change: nobody is ever removed who is
 * still there, and a run that reports success knows everybody as they are.
 */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class UnsteadyReadingIT {
    private static final int RUNS = 8;
    private static final int PEOPLE = 70;
    private static final List<String> DEPARTMENTS = List.of("unsteady-a", "unsteady-b", "unsteady-c");
    private static final Set<String> GONE = Set.of("resigned", "out_of_range");

    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    @Inject
    WayToFeishu way;

    @Inject
    Jdbi jdbi;

    private App app;
    private String id;
    private final Set<String> hired = new TreeSet<>();

    @BeforeEach
    void company() {
        app = sandbox.newApp();
        DEPARTMENTS.forEach(key -> sandbox.open(key, key, "0"));
        IntStream.rangeClosed(1, PEOPLE).forEach(number -> hire("unsteady-" + number, DEPARTMENTS.getFirst()));
        way.open();
        var request = new HashMap<>(OrgSync.request(app));
        request.put("platform", "lark");
        var created = orgSync.create(request);
        assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
        id = created.path("organization_id");
        orgSync.finished(id, created.path("first_sync_run_id"));
    }

    @AfterEach
    void clear() {
        way.block();
        hired.forEach(sandbox::erase);
        DEPARTMENTS.forEach(sandbox::close);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8})
    void aRunThatReportsSuccessKnowsEverybodyAsTheyAre(long seed) {
        var random = new Random(seed);
        var succeeded = 0;
        for (var number = 0; number < RUNS; number++) {
            somethingHappens(random, number);
            way.spoil(random.nextLong(), false);
            var run = orgSync.sync(id);
            nobodyIsGoneWhoIsThere("run " + number + " of seed " + seed + " " + run.prettify());
            if (provesAbsence(run)) {
                everybodyIsKnown("run " + number + " of seed " + seed + " " + run.prettify());
                succeeded++;
            }
        }
        way.open();
        assertThat(orgSync.sync(id).getString("status")).startsWith("succeeded");
        everybodyIsKnown("the steady run of seed " + seed);
        assertThat(succeeded).as("runs that had to be right").isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {13, 21, 34, 55, 89})
    void nobodyIsRemovedWhoIsStillThereThoughFeishuForgetsThemSilently(long seed) {
        var random = new Random(seed);
        for (var number = 0; number < RUNS; number++) {
            somethingHappens(random, number);
            way.spoil(random.nextLong(), true);
            var run = orgSync.sync(id);
            nobodyIsGoneWhoIsThere("run " + number + " of seed " + seed + " " + run.prettify());
        }
        way.open();
        var run = orgSync.sync(id);
        everybodyIsKnown("the steady run of seed " + seed + " " + run.prettify());
    }

    /** Few enough go that no run has to wait for approval on that account. */
    private void somethingHappens(Random random, int number) {
        var people = List.copyOf(hired);
        for (var times = random.nextInt(4); times > 0; times--) {
            var person = people.get(random.nextInt(people.size()));
            var department = DEPARTMENTS.get(random.nextInt(DEPARTMENTS.size()));
            switch (random.nextInt(5)) {
                case 0 -> hire("unsteady-late-" + number + "-" + times, department);
                case 1 -> sandbox.move(person, department);
                case 2 -> sandbox.change(person, Map.of("job_title", "Title " + number));
                case 3 -> sandbox.renameDepartment(department, "Name " + number);
                default -> {
                    if (hired.remove(person)) {
                        sandbox.erase(person);
                    }
                }
            }
        }
    }

    private void hire(String key, String department) {
        sandbox.hire(app, key, key, department);
        hired.add(key);
    }

    private static boolean provesAbsence(JsonPath run) {
        return run.getString("status").startsWith("succeeded")
                && !run.getList("warnings.code").contains("removals_withheld");
    }

    private void nobodyIsGoneWhoIsThere(String after) {
        var gone = jdbi.withHandle(handle -> handle.createQuery(
                        "select open_id from member where organization_id = cast(:id as uuid) and status in (<gone>)")
                .bindList("gone", GONE)
                .bind("id", id)
                .mapTo(String.class)
                .list());
        gone.retainAll(truth().keySet());
        assertThat(gone).as(after).isEmpty();
    }

    private void everybodyIsKnown(String after) {
        var difference = new TreeMap<String, String>();
        var known = known();
        var truth = truth();
        known.forEach((person, fields) -> {
            if (!fields.equals(truth.get(person))) {
                difference.put(person, fields + " but in truth " + truth.get(person));
            }
        });
        truth.keySet().stream()
                .filter(person -> !known.containsKey(person))
                .forEach(person -> difference.put(person, "unknown"));
        assertThat(difference).as(after).isEmpty();
    }

    /** Whom we hold, by open id: every field. */
    private Map<String, Map<String, String>> known() {
        var known = new TreeMap<String, Map<String, String>>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        select d.document, (select string_agg(o.open_department_id, ' ' order by o.open_department_id)
                                            from membership s join department o using (department_id)
                                            where s.member_id = d.member_id) as departments,
                               (select o.open_department_id from membership s join department o using (department_id)
                                where s.member_id = d.member_id and s."primary") as main
                        from member_document d
                        where organization_id = cast(:id as uuid) and document->>'status' not in (<gone>)
                        """)
                .bindList("gone", GONE)
                .bind("id", id)
                .map((row, context) -> {
                    var document = json(row.getString("document"));
                    var fields = texts(document, "union_id", "user_id", "name", "en_name", "email", "mobile");
                    fields.putAll(texts(document, "employee_no", "job_title", "avatar_url", "status"));
                    fields.put("departments", Objects.requireNonNullElse(row.getString("departments"), ""));
                    fields.put("primary", Objects.requireNonNullElse(row.getString("main"), ""));
                    return known.put(document.path("open_id").asText(), fields);
                })
                .list());
        return known;
    }

    /** Everybody who is there, in the same shape. */
    private Map<String, Map<String, String>> truth() {
        var truth = new TreeMap<String, Map<String, String>>();
        sandbox.truth(app).forEach((openId, person) -> {
            var status = person.path("status");
            if (!status.path("is_resigned").asBoolean()
                    && !status.path("is_exited").asBoolean()) {
                var fields = texts(person, "union_id", "user_id", "name", "en_name", "email", "mobile");
                fields.putAll(texts(person, "employee_no", "job_title"));
                fields.put(
                        "avatar_url", person.path("avatar").path("avatar_240").asText(""));
                fields.put("status", status(status));
                var departments = StreamSupport.stream(
                                person.path("department_ids").spliterator(), false)
                        .map(JsonNode::asText)
                        .filter(department -> !department.equals("0"))
                        .sorted()
                        .toList();
                fields.put("departments", String.join(" ", departments));
                // The root is no department: whoever is in one besides has that for their primary one.
                fields.put("primary", departments.size() == 1 ? departments.getFirst() : primary(person));
                truth.put(openId, fields);
            }
        });
        return truth;
    }

    private static String primary(JsonNode person) {
        for (var order : person.path("orders")) {
            if (order.path("is_primary_dept").asBoolean()) {
                var department = order.path("department_id").asText();
                return department.equals("0") ? "" : department;
            }
        }
        return "";
    }

    private static String status(JsonNode flags) {
        if (flags.path("is_frozen").asBoolean()) {
            return "frozen";
        }
        if (flags.path("is_unjoin").asBoolean()) {
            return "not_joined";
        }
        return flags.path("is_activated").asBoolean() ? "active" : "not_activated";
    }

    private static Map<String, String> texts(JsonNode document, String... fields) {
        var texts = new TreeMap<String, String>();
        for (var field : fields) {
            texts.put(field, document.path(field).asText("").replace("null", ""));
        }
        return texts;
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
