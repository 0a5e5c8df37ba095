package pro.jit.permission.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.EventLog;
import pro.jit.permission.testing.Permission;
import pro.jit.permission.testing.RealServers;

/** A department that moves takes all below it along in one step, whoever asks meanwhile. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class DepartmentMoveIT {
    private static final int MOVES = 40;

    @Inject
    EventLog log;

    @Inject
    Permission permission;

    @Inject
    DirectoryEvents events;

    @Inject
    DirectoryProjection projection;

    @Test
    void noDecisionSeesHalfOfAMove() throws Exception {
        var company = company("moving");

        var seen = seenDuring(company, () -> IntStream.range(0, MOVES)
                .forEach(move -> apply(company.department("web", move % 2 == 0 ? "sales" : "eng", "active"))));

        assertThat(seen).containsOnly("granted [teacher]", "granted [member]");
    }

    @Test
    void noDecisionSeesADepartmentGoneAndItsPeopleNotYetMoved() throws Exception {
        var company = company("closing");

        var seen = seenDuring(company, () -> IntStream.range(0, MOVES).forEach(move -> {
            var closing = move % 2 == 0;
            apply(
                    company.department("deep", "middle", closing ? "removed" : "active"),
                    company.member("li", "active", closing ? "sales" : "deep"));
        }));

        assertThat(seen).containsOnly("granted [teacher]", "granted [member]");
    }

    private Set<String> seenDuring(Company company, Runnable changes) throws Exception {
        var seen = new ConcurrentSkipListSet<String>();
        var running = new AtomicBoolean(true);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var asking = IntStream.range(0, 3)
                    .mapToObj(asker -> executor.submit(() -> {
                        while (running.get()) {
                            var login = permission.login(company, "li");
                            seen.add(login.path("context.reason") + " " + login.path("context.roles"));
                        }
                    }))
                    .toList();
            try {
                changes.run();
            } finally {
                running.set(false);
            }
            for (var asked : asking) {
                asked.get();
            }
        }
        return seen;
    }

    /** In one transaction, as the consumer applies what it has read at once. */
    private void apply(Company.Event... told) {
        projection.apply(List.of(told).stream()
                .map(event -> events.read(event.text()).orElseThrow())
                .toList());
    }

    private Company company(String name) {
        var company = new Company(name);
        log.send(
                company.organization("active"),
                company.department("eng", null, "active"),
                company.department("sales", null, "active"),
                company.department("web", "eng", "active"),
                company.department("middle", "web", "active"),
                company.department("deep", "middle", "active"),
                company.member("li", "active", "deep"));
        permission.awaitReason(company, "li", "not-authorized");
        permission
                .writer()
                .body(Map.of("name", "teacher"))
                .post(Permission.path(company, "/roles"))
                .then()
                .statusCode(201);
        permission.grant(company, Permission.grantOf(company, "department", company.id("eng"), "teacher", "allow"));
        permission.grant(company, Permission.grantOf(company, "department", company.id("sales"), "member", "allow"));
        permission.awaitReason(company, "li", "granted");
        return company;
    }
}
