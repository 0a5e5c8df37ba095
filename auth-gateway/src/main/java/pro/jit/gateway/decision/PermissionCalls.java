package pro.jit.gateway.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import pro.jit.gateway.outbound.Answer;
import pro.jit.gateway.outbound.OutboundCalls;
import pro.jit.gateway.outbound.OutboundFailed;
import pro.jit.gateway.outbound.OwnService;
import pro.jit.gateway.token.ServiceTokens;

/** Posts to permission-service as ourselves: once, and with the scope {@code access:evaluate} alone. */
@ApplicationScoped
class PermissionCalls {
    private final OutboundCalls calls;
    private final ServiceTokens tokens;
    private final ObjectMapper json;
    private final String baseUrl;

    PermissionCalls(
            OutboundCalls calls,
            ServiceTokens tokens,
            ObjectMapper json,
            @ConfigProperty(name = "jit.permission-base-url", defaultValue = "http://localhost:8082") String baseUrl) {
        this.calls = calls;
        this.tokens = tokens;
        this.json = json;
        this.baseUrl = baseUrl;
    }

    /** The answer, whatever its status. */
    Answer post(String path, Object body, Duration deadline) throws OutboundFailed, JsonProcessingException {
        var request = OwnService.request(
                        URI.create(baseUrl + path), tokens.issue("auth-gateway", Set.of("access:evaluate")))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.writeValueAsString(body)))
                .build();
        return calls.send(request, deadline);
    }
}
