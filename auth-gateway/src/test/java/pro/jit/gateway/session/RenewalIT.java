package pro.jit.gateway.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pro.jit.gateway.TestApplication;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.TestNeighbours;
import pro.jit.gateway.Visitor;

/** Sessions renewed by their refresh token: rotation, re-use, and how long they live. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
class RenewalIT extends SignedInMember {
    @Inject
    Jdbi jdbi;

    @Test
    void refreshRotatesAndAParallelTabIsForgiven() {
        var visitor = signedIn();
        var first = visitor.cookie("jit_refresh").orElseThrow();

        var renewed = visitor.post(application.login() + "/refresh", "");
        assertThat(renewed.statusCode()).isEqualTo(204);
        var second = visitor.cookie("jit_refresh").orElseThrow();
        assertThat(second).isNotEqualTo(first);

        visitor.plant("jit_refresh", application.login(), first);
        var parallel = visitor.post(application.login() + "/refresh", "");
        assertThat(parallel.statusCode()).isEqualTo(204);
        assertThat(parallel.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("jit_refresh="));
        assertThat(isIn(visitor)).isTrue();
    }

    @Test
    void aStolenRefreshTokenEndsTheSession() {
        var visitor = signedIn();
        var sid = sid(visitor);
        var stolen = visitor.cookie("jit_refresh").orElseThrow();
        visitor.post(application.login() + "/refresh", "");
        jdbi.useHandle(handle -> handle.execute(
                "update refresh_token set used_at = used_at - interval '11 seconds' where sid = ?::uuid and used_at is not null",
                sid));
        var thief = Visitor.with(Visitor.MAC);
        thief.plant("jit_refresh", application.login(), stolen);

        assertThat(thief.post(application.login() + "/refresh", "").statusCode())
                .isEqualTo(401);
        assertThat(isIn(visitor)).isFalse();
        assertThat(visitor.post(application.login() + "/refresh", "").statusCode())
                .isEqualTo(401);
        assertThat(endReason(sid)).isEqualTo("refresh_reuse");
    }

    @Test
    void anIdleSessionIsNotRenewed() {
        var visitor = signedIn();
        jdbi.useHandle(handle -> handle.execute(
                "update session set idle_expires_at = now() - interval '1 second' where sid = ?::uuid", sid(visitor)));
        assertThat(visitor.post(application.login() + "/refresh", "").statusCode())
                .isEqualTo(401);
    }

    @Test
    void aSessionPastItsAbsoluteLifeIsNotRenewedHoweverMuchItWasUsed() {
        var visitor = signedIn();
        visitor.post(application.login() + "/refresh", "");
        jdbi.useHandle(handle -> handle.execute(
                "update session set absolute_expires_at = now() - interval '1 second' where sid = ?::uuid",
                sid(visitor)));
        assertThat(visitor.post(application.login() + "/refresh", "").statusCode())
                .isEqualTo(401);
    }

    @Test
    void livesAreTheApplicationsOwn() {
        application = TestApplication.registered(
                Map.of("session", Map.of("token_seconds", 90, "idle_seconds", 600, "absolute_seconds", 1200)));
        neighbours.organizations(application.orgId(), application.appId(), "o1");
        var visitor = signedIn();

        var token = tokens.verify(visitor.cookie("jit_session").orElseThrow()).orElseThrow();
        assertThat(Duration.between(token.issuedAt(), token.expiresAt()))
                .isBetween(Duration.ofSeconds(89), Duration.ofSeconds(90));
        var lives = jdbi.withHandle(handle ->
                handle.createQuery("""
                        select extract(epoch from idle_expires_at - last_seen_at)::int as idle,
                               extract(epoch from absolute_expires_at - created_at)::int as absolute
                        from session where sid = :sid::uuid""").bind("sid", sid(visitor)).mapToMap().one());
        assertThat(lives).containsEntry("idle", 600).containsEntry("absolute", 1200);
    }

    @Test
    void noTokenOutlivesItsSession() {
        var visitor = signedIn();
        jdbi.useHandle(handle -> handle.execute(
                "update session set absolute_expires_at = now() + interval '60 seconds' where sid = ?::uuid",
                sid(visitor)));

        var renewed = visitor.post(application.login() + "/refresh", "");

        assertThat(renewed.statusCode()).isEqualTo(204);
        var token = tokens.verify(visitor.cookie("jit_session").orElseThrow()).orElseThrow();
        assertThat(Duration.between(token.issuedAt(), token.expiresAt())).isLessThanOrEqualTo(Duration.ofSeconds(60));
        assertThat(renewed.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("jit_refresh="))
                .singleElement()
                .satisfies(cookie -> assertThat(Integer.parseInt(cookie.replaceFirst(".*Max-Age=(\\d+);.*", "$1")))
                        .isLessThanOrEqualTo(60));
    }

    @Test
    void ofManyTabsThatRenewAtOnceOneGetsTheNewRefreshToken() throws Exception {
        var visitor = signedIn();
        var refresh = visitor.cookie("jit_refresh").orElseThrow();
        try (var tabs = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<HttpResponse<String>> renewal = () -> {
                var tab = Visitor.with(Visitor.MAC);
                tab.plant("jit_refresh", application.login(), refresh);
                return tab.post(application.login() + "/refresh", "");
            };
            var answers = tabs.invokeAll(Collections.nCopies(8, renewal));
            var withNewToken = 0;
            for (var answer : answers) {
                assertThat(answer.get().statusCode()).isEqualTo(204);
                if (answer.get().headers().allValues("Set-Cookie").stream()
                        .anyMatch(cookie -> cookie.startsWith("jit_refresh="))) {
                    withNewToken++;
                }
            }
            assertThat(withNewToken).isEqualTo(1);
        }
    }

    @Test
    void aRefreshTokenOfAnotherApplicationIsNoneAndEndsNothing() {
        var visitor = signedIn();
        var other = TestApplication.registered();
        var stranger = Visitor.with(Visitor.MAC);
        stranger.plant(
                "jit_refresh", other.login(), visitor.cookie("jit_refresh").orElseThrow());
        stranger.plant(
                "jit_session", other.path(), visitor.cookie("jit_session").orElseThrow());

        assertThat(stranger.post(other.login() + "/refresh", "").statusCode()).isEqualTo(401);
        stranger.post(other.path() + "/logout", "");

        assertThat(isIn(visitor)).isTrue();
        assertThat(visitor.post(application.login() + "/refresh", "").statusCode())
                .isEqualTo(204);
    }

    @Test
    void aForeignPageCannotRenew() {
        var visitor = signedIn();
        var before = visitor.cookie("jit_refresh");

        assertThat(visitor.postFrom("https://evil.example", application.login() + "/refresh")
                        .statusCode())
                .isEqualTo(403);

        assertThat(visitor.cookie("jit_refresh")).isEqualTo(before);
        var used = jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from refresh_token where sid = :sid::uuid and used_at is not null")
                .bind("sid", sid(visitor))
                .mapTo(Integer.class)
                .one());
        assertThat(used).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "cross-site,",
        "same-site,",
        "none,",
        "cross-site,http://localhost:8080",
        ",",
        ",https://jit.example",
        ",null"
    })
    void whatNoPageOfTheSameOriginSentIsRefused(@Nullable String site, @Nullable String origin) {
        var visitor = signedIn();
        for (var route : new String[] {"/login/refresh", "/logout"}) {
            var request = given().redirects()
                    .follow(false)
                    .header("X-Forwarded-Host", "localhost:8080")
                    .cookie("jit_session", visitor.cookie("jit_session").orElseThrow())
                    .cookie("jit_refresh", visitor.cookie("jit_refresh").orElseThrow());
            if (site != null) {
                request.header("Sec-Fetch-Site", site);
            }
            if (origin != null) {
                request.header("Origin", origin);
            }
            request.accept("application/json")
                    .post(application.path() + route)
                    .then()
                    .statusCode(403)
                    .body("type", equalTo("urn:jit:problem:forbidden"));
        }
        assertThat(isIn(visitor)).isTrue();
    }
}
