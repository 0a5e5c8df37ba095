package pro.jit.gateway.client;

import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/** The clients that exist because the environment holds their secret: our own services and the operator. */
@Startup
@Singleton
class BuiltInClients {
    private static final Map<String, Set<String>> SCOPES = scopes();

    private final Config config;
    private final Clock clock;
    private final ServiceClientRepository clients;

    BuiltInClients(Config config, Clock clock, ServiceClientRepository clients) {
        this.config = config;
        this.clock = clock;
        this.clients = clients;
    }

    /** True for names the environment alone may give meaning to, and those of our own that have no secret. */
    static boolean reserves(String clientId) {
        return SCOPES.containsKey(clientId) || clientId.equals("auth-gateway") || clientId.equals("console");
    }

    @PostConstruct
    void takeFromEnvironment() {
        SCOPES.forEach((clientId, scopes) -> {
            var secret = config.getOptionalValue("jit.client." + clientId + ".secret", String.class)
                    .filter(value -> !value.isBlank());
            if (secret.isPresent()) {
                store(clientId, scopes, new ClientSecret(secret.get()));
            } else {
                clients.delete(clientId);
            }
        });
    }

    private void store(String clientId, Set<String> scopes, ClientSecret secret) {
        var now = clock.instant();
        clients.upsertBuiltIn(
                new ServiceClient(
                        clientId, scopes, null, true, Set.of("client_credentials"), null, true, now, "environment"),
                secret.hash(),
                now.plus(ServiceClients.SECRET_OVERLAP));
    }

    private static Map<String, Set<String>> scopes() {
        var scopes = new LinkedHashMap<String, Set<String>>();
        scopes.put("org-sync-service", Set.of("permissions:read", "applications:read", "sessions:read"));
        scopes.put("permission-service", Set.of("members:refresh", "members:read", "organizations:read"));
        scopes.put(
                "operator",
                Scopes.ALL.stream()
                        .filter(scope -> !scope.equals(Scopes.GATEWAY_ONLY))
                        .collect(Collectors.toUnmodifiableSet()));
        return Map.copyOf(scopes);
    }
}
