package pro.jit.permission;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Asks this replica a few questions before it says that it is ready, so that no visitor waits for what the first one takes: classes, and the keys by
 * which its token is checked. A sign-in waits a second for a decision. What is answered does not matter.
 */
@Readiness
@ApplicationScoped
class WarmUp implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(WarmUp.class);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int QUESTIONS = 3;
    private static final String NOBODY = """
            {"subject":{"type":"member","id":"nobody"},"action":{"name":"login"},"resource":{"type":"application","id":"none/none"}}""";

    private final OidcClient tokens;
    private final int port;
    private final Duration patience;
    private volatile boolean over;

    /**
     * Asks at this port.
     *
     * @param patience {@code jit.permission.warm-up}: how long a replica tries to ask itself before it is ready all the same, as where the gateway, which makes its
     *     token, is not there yet; {@code PT0S} asks nothing
     */
    WarmUp(
            OidcClient tokens,
            @ConfigProperty(name = "quarkus.http.port") int port,
            @ConfigProperty(name = "jit.permission.warm-up", defaultValue = "PT10S") Duration patience) {
        this.tokens = tokens;
        this.port = port;
        this.patience = patience;
        this.over = patience.isZero();
    }

    void start(@Observes StartupEvent started) {
        if (!over) {
            Thread.ofPlatform().name("warm-up").daemon().start(this::warmUp);
        }
    }

    private void warmUp() {
        var deadline = System.nanoTime() + patience.toNanos();
        try (var client = HttpClient.newHttpClient()) {
            for (int asked = 0; asked < QUESTIONS && System.nanoTime() < deadline; ) {
                if (ask(client)) {
                    asked++;
                } else {
                    Thread.sleep(PAUSE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            over = true;
        }
    }

    /** False where there was no answer, or no token to ask with. */
    private boolean ask(HttpClient client) throws InterruptedException {
        try {
            var token = tokens.getTokens().await().atMost(patience).getAccessToken();
            var question = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/access/v1/evaluation"))
                    .timeout(patience)
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(NOBODY))
                    .build();
            client.send(question, BodyHandlers.discarding());
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.debug("not warm yet", e);
            return false;
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("warm-up").status(over).build();
    }
}
