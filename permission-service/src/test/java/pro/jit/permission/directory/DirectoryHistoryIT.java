package pro.jit.permission.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.RealServers;

/** Random histories, told in any order, repeatedly, in batches of any size and by two consumers at once, end in the same directory. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class DirectoryHistoryIT {
    private static final int EVENTS = 60;
    private static final int DEPARTMENTS = 5;
    private static final int MEMBERS = 6;
    private static final List<String> STATUSES =
            List.of("active", "active", "active", "frozen", "resigned", "out_of_range", "not_activated", "not_joined");

    @Inject
    DirectoryEvents events;

    @Inject
    DirectoryProjection projection;

    @Inject
    Jdbi jdbi;

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_126, 424_242, 7_777_777, 99})
    void endsInTheSameTablesAsThePlainReplay(long seed) throws Exception {
        var random = new Random(seed);
        var company = new Company("history" + seed);
        var history = history(company, random);
        history.forEach(projection::apply);
        var plain = DirectoryTablesOf.rows(jdbi, company);
        assertThat(plain).hasSizeGreaterThan(5);

        for (int round = 0; round < 6; round++) {
            DirectoryTablesOf.clear(jdbi, company);
            var told = new ArrayList<>(history);
            for (int i = 0; i < EVENTS / 2; i++) {
                told.add(history.get(random.nextInt(history.size())));
            }
            Collections.shuffle(told, random);
            applyByTwo(batches(told, random));

            assertThat(DirectoryTablesOf.rows(jdbi, company))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 5})
    void aLaterPartOfTheHistoryToldAgainChangesNothing(long seed) {
        var random = new Random(seed);
        var company = new Company("tail" + seed);
        var history = history(company, random);
        history.forEach(projection::apply);
        var plain = DirectoryTablesOf.rows(jdbi, company);

        for (int round = 0; round < 5; round++) {
            projection.apply(history.subList(random.nextInt(history.size()), history.size()));

            assertThat(DirectoryTablesOf.rows(jdbi, company)).isEqualTo(plain);
        }
    }

    private void applyByTwo(List<List<DirectoryEntry>> batches) throws Exception {
        var waiting = new ConcurrentLinkedQueue<>(batches);
        Callable<@Nullable Void> consumer = () -> {
            for (var batch = waiting.poll(); batch != null; batch = waiting.poll()) {
                projection.apply(batch);
            }
            return null;
        };
        try (var executor = Executors.newFixedThreadPool(2)) {
            for (var done : executor.invokeAll(List.of(consumer, consumer))) {
                done.get();
            }
        }
    }

    private static List<List<DirectoryEntry>> batches(List<DirectoryEntry> told, Random random) {
        var batches = new ArrayList<List<DirectoryEntry>>();
        for (int from = 0; from < told.size(); ) {
            var to = Math.min(told.size(), from + 1 + random.nextInt(12));
            batches.add(told.subList(from, to));
            from = to;
        }
        return batches;
    }

    private List<DirectoryEntry> history(Company company, Random random) {
        var history = new ArrayList<DirectoryEntry>();
        for (int i = 0; i < EVENTS; i++) {
            history.add(events.read(event(company, random).text()).orElseThrow());
        }
        return history;
    }

    private static Company.Event event(Company company, Random random) {
        return switch (random.nextInt(8)) {
            case 0 ->
                company.organization(List.of("active", "disabled", "deleted").get(random.nextInt(3)));
            case 1, 2, 3 ->
                company.department(
                        department(random),
                        random.nextInt(4) == 0 ? null : department(random),
                        random.nextInt(5) == 0 ? "removed" : "active");
            default -> {
                var departments = new String[random.nextInt(3)];
                for (int i = 0; i < departments.length; i++) {
                    departments[i] = department(random);
                }
                yield company.member(
                        "m" + random.nextInt(MEMBERS), STATUSES.get(random.nextInt(STATUSES.size())), departments);
            }
        };
    }

    private static String department(Random random) {
        return "d" + random.nextInt(DEPARTMENTS);
    }
}
