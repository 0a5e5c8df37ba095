package pro.jit.gateway.console.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import pro.jit.gateway.console.health.HealthReport.Check;
import pro.jit.gateway.console.health.HealthReport.Service;
import pro.jit.gateway.outbound.Answer;
import pro.jit.gateway.outbound.OutboundCalls;
import pro.jit.gateway.outbound.OutboundFailed;

/** Asks another service how it is: {@code /q/health/ready} (MicroProfile Health) and {@code /q/metrics}. */
@ApplicationScoped
class SiblingHealth {
    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final int MOST_CHECKS = 50;

    private final OutboundCalls calls;
    private final ObjectMapper json;

    SiblingHealth(OutboundCalls calls, ObjectMapper json) {
        this.calls = calls;
        this.json = json;
    }

    /** Its readiness. What is not understood is no answer. */
    Service readiness(String name, String baseUrl) {
        try {
            return read(name, get(baseUrl + "/q/health/ready").body());
        } catch (OutboundFailed | JsonProcessingException e) {
            return away(name);
        }
    }

    private Service read(String name, String body) throws JsonProcessingException {
        var health = json.readTree(body);
        var status = health.path("status").asText();
        if (!status.equals("UP") && !status.equals("DOWN")) {
            return away(name);
        }
        var checks = new ArrayList<Check>();
        for (var check : health.path("checks")) {
            if (checks.size() < MOST_CHECKS) {
                checks.add(new Check(
                        check.path("name").asText(),
                        check.path("status").asText().equals("UP")));
            }
        }
        return new Service(name, status.equals("UP"), checks);
    }

    private static Service away(String name) {
        return new Service(name, null, List.of());
    }

    /** Its metrics as text; empty where it does not answer. */
    String metrics(String baseUrl) {
        try {
            var answer = get(baseUrl + "/q/metrics");
            return answer.status() == 200 ? answer.body() : "";
        } catch (OutboundFailed e) {
            return "";
        }
    }

    private Answer get(String address) throws OutboundFailed {
        return calls.send(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Accept", "application/json, text/plain;q=0.9")
                        .build(),
                DEADLINE);
    }
}
