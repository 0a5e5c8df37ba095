package pro.jit.gateway.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static pro.jit.gateway.Visitor.location;
import static pro.jit.gateway.Visitor.parameter;
import static pro.jit.gateway.token.TokenCalls.withScope;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pro.jit.gateway.Neighbours;
import pro.jit.gateway.TestApplication;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.TestNeighbours;
import pro.jit.gateway.Visitor;
import pro.jit.gateway.session.EndSessions;

/** Relying parties hear that a session has ended, whyever; Nimbus' SDK reads the logout tokens. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
class BackChannelLogoutIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Jdbi jdbi;

    @Inject
    EndSessions endSessions;

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final Deque<Integer> answers = new ArrayDeque<>();
    private HttpServer server;
    private TestApplication application;
    private Party party;
    private Visitor visitor;

    @BeforeEach
    void aPartyThatListens() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            try (exchange) {
                var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                received.add(exchange.getRequestURI().getPath() + " " + body);
                exchange.getResponseHeaders().set("Location", "/elsewhere");
                int status;
                synchronized (answers) {
                    status = answers.isEmpty() ? 200 : answers.removeFirst();
                }
                exchange.sendResponseHeaders(status, -1);
            }
        });
        server.start();
        var neighbours = Neighbours.fresh();
        application = TestApplication.registered();
        neighbours.organizations(application.orgId(), application.appId(), "o1");
        neighbours.feishuConfirms();
        neighbours.granted("m" + System.nanoTime(), "o1", "member");
        party = Party.registered(
                application,
                Map.of(
                        "backchannel_logout_uri",
                        "http://localhost:" + server.getAddress().getPort() + "/logout"));
        visitor = Visitor.with(Visitor.FEISHU);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answering(Integer... statuses) {
        synchronized (answers) {
            Collections.addAll(answers, statuses);
        }
    }

    private static String sid(OIDCTokens tokens) throws Exception {
        return tokens.getIDToken().getJWTClaimsSet().getStringClaim("sid");
    }

    private void awaitToldOf(OIDCTokens tokens) throws Exception {
        awaitToldOf(tokens, JWSAlgorithm.RS256);
    }

    private void awaitToldOf(OIDCTokens tokens, JWSAlgorithm algorithm) throws Exception {
        await().atMost(PATIENCE).until(() -> !received.isEmpty());
        var form = received.getLast();
        assertThat(form).startsWith("/logout logout_token=");
        var token = SignedJWT.parse(
                URLDecoder.decode(form.substring("/logout logout_token=".length()), StandardCharsets.UTF_8));
        assertThat(token.getHeader().getType().getType()).isEqualTo("logout+jwt");
        var claims = new LogoutTokenValidator(Party.ISSUER, new ClientID(party.clientId()), algorithm, Party.jwks())
                .validate(token);
        assertThat(claims.getSessionID().getValue()).isEqualTo(sid(tokens));
        assertThat(claims.getSubject().getValue())
                .isEqualTo(tokens.getIDToken().getJWTClaimsSet().getSubject());
    }

    private void awaitNothingLeftToTell() {
        await().atMost(PATIENCE)
                .until(() -> jdbi.withHandle(handle -> handle.createQuery(
                                        "select count(*) from openid_backchannel_logout where client_id = ?")
                                .bind(0, party.clientId())
                                .mapTo(Integer.class)
                                .one())
                        == 0);
    }

    @Test
    void inTheAlgorithmThePartyHasRegisteredFor() throws Exception {
        withScope(Party.ADMIN)
                .body(Map.of("id_token_signed_response_alg", "ES256"))
                .patch("/api/auth/clients/" + party.clientId())
                .then()
                .statusCode(200);
        var tokens = party.signIn(visitor);

        visitor.post(application.path() + "/logout", "");

        awaitToldOf(tokens, JWSAlgorithm.ES256);
    }

    @Test
    void ofALogout() throws Exception {
        var tokens = party.signIn(visitor);

        visitor.post(application.path() + "/logout", "");

        awaitToldOf(tokens);
        awaitNothingLeftToTell();
        assertThat(received).hasSize(1);
    }

    @Test
    void ofAnEndByTheAdministrator() throws Exception {
        var tokens = party.signIn(visitor);

        withScope("sessions:write")
                .delete("/api/auth/sessions/" + sid(tokens))
                .then()
                .statusCode(204);

        awaitToldOf(tokens);
    }

    @Test
    void ofASessionWhoseTimeIsOver() throws Exception {
        var tokens = party.signIn(visitor);
        jdbi.useHandle(handle -> handle.execute(
                "update session set idle_expires_at = now() - interval '1 second' where sid = ?::uuid", sid(tokens)));

        endSessions.expired();

        awaitToldOf(tokens);
        withScope("sessions:read")
                .queryParam("app_id", application.appId())
                .queryParam("org_id", application.orgId())
                .get("/api/auth/sessions")
                .then()
                .statusCode(200)
                .body("items[0].end_reason", equalTo("expired"));
    }

    @Test
    void ofASessionReplacedByAnother() throws Exception {
        var tokens = party.signIn(visitor);

        var state = parameter(location(visitor.get(application.login() + "?prompt=login")), "state");
        visitor.get(application.login() + "?code=c-2&state=" + state);

        awaitToldOf(tokens);
    }

    @Test
    void ofAStolenRefreshTokenOfTheBrowser() throws Exception {
        var tokens = party.signIn(visitor);
        var stolen = visitor.cookie("jit_refresh").orElseThrow();
        visitor.post(application.login() + "/refresh", "");
        jdbi.useHandle(handle -> handle.execute(
                "update refresh_token set used_at = used_at - interval '11 seconds' where sid = ?::uuid and used_at is not null",
                sid(tokens)));
        var thief = Visitor.with(Visitor.MAC);
        thief.plant("jit_refresh", application.login(), stolen);

        thief.post(application.login() + "/refresh", "");

        awaitToldOf(tokens);
    }

    @Test
    void ofAnApplicationThatIsRemoved() throws Exception {
        var tokens = party.signIn(visitor);

        withScope("applications:write")
                .delete("/api/auth/applications/" + application.orgId() + "/" + application.appId())
                .then()
                .statusCode(204);

        awaitToldOf(tokens);
    }

    @Test
    void againAndAgainUntilItListensAndNeverByARedirect() throws Exception {
        answering(500, 302);
        var tokens = party.signIn(visitor);

        visitor.post(application.path() + "/logout", "");

        await().atMost(PATIENCE).until(() -> received.size() >= 3);
        awaitToldOf(tokens);
        awaitNothingLeftToTell();
        assertThat(received).hasSize(3).allMatch(request -> request.startsWith("/logout "));
        assertThat(received).as("each time with a token of its own").doesNotHaveDuplicates();
    }

    @Test
    void aPartyThatIsAwayHoldsNobodyUp() throws Exception {
        server.stop(0);
        var tokens = party.signIn(visitor);

        visitor.post(application.path() + "/logout", "");

        assertThat(visitor.get(application.path() + "/session").statusCode()).isEqualTo(401);
        await().atMost(PATIENCE)
                .until(() -> jdbi.withHandle(handle -> handle.createQuery(
                                        "select attempts from openid_backchannel_logout where sid = ?::uuid")
                                .bind(0, sid(tokens))
                                .mapTo(Integer.class)
                                .one())
                        > 0);
    }

    @Test
    void whoHeardNothingOfTheSessionHearsNothingOfItsEnd() throws Exception {
        var told = party.signIn(visitor);
        var silent = Party.registered(
                application,
                Map.of(
                        "backchannel_logout_uri",
                        "http://localhost:" + server.getAddress().getPort() + "/silent"));
        silent.code(visitor, silent.request());

        visitor.post(application.path() + "/logout", "");

        awaitToldOf(told);
        awaitNothingLeftToTell();
        assertThat(received).noneMatch(request -> request.startsWith("/silent"));
    }
}
