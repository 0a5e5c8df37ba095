package pro.jit.gateway.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.outbound.OutboundFailed;

/** Passes a refused person's request for access on to permission-service, vouching for who they are. */
@ApplicationScoped
public class AccessRequests {
    private static final Logger LOG = Logger.getLogger(AccessRequests.class);

    /** It is written there, which may have to wait for a change of the same organization. */
    private static final Duration DEADLINE = Duration.ofSeconds(3);

    private final PermissionCalls permission;
    private final ObjectMapper json;

    AccessRequests(PermissionCalls permission, ObjectMapper json) {
        this.permission = permission;
        this.json = json;
    }

    /** What became of it. */
    public sealed interface Outcome {
        /** The person's request waits for a decision; {@code anew} if it was made just now. */
        record Open(AccessRequestStanding standing, boolean anew) implements Outcome {}

        /** Not taken as things stand: what the next decision says. */
        record AskTheDecision() implements Outcome {}

        /** The reason is none. */
        record Unreadable() implements Outcome {}

        /** The application has too many that wait. */
        record TooMany() implements Outcome {}

        /** Nobody could say. */
        record Unavailable() implements Outcome {}
    }

    /**
     * Asks for access to {@code application} ({@code org_id/app_id}).
     *
     * @param reason in the person's own words
     */
    public Outcome ask(
            String application,
            String organizationId,
            String openId,
            @Nullable String unionId,
            String tenantKey,
            String reason) {
        var request = new LinkedHashMap<String, @Nullable String>();
        request.put("organization_id", organizationId);
        request.put("open_id", openId);
        request.put("union_id", unionId);
        request.put("tenant_key", tenantKey);
        request.put("reason", reason);
        try {
            var answer = permission.post(
                    "/api/permission/applications/" + application + "/access-requests", request, DEADLINE);
            return switch (answer.status()) {
                case 200, 201 ->
                    AccessRequestStanding.read(json.readTree(answer.body()))
                            .filter(AccessRequestStanding::open)
                            .<Outcome>map(standing -> new Outcome.Open(standing, answer.status() == 201))
                            .orElseGet(Outcome.Unavailable::new);
                case 400 -> new Outcome.Unreadable();
                case 409 -> new Outcome.AskTheDecision();
                case 429 -> new Outcome.TooMany();
                default -> {
                    LOG.warnf("access request not taken resource=%s status=%d", application, answer.status());
                    yield new Outcome.Unavailable();
                }
            };
        } catch (OutboundFailed | JsonProcessingException e) {
            LOG.warnf(
                    "access request not taken resource=%s error=%s",
                    application, e.getClass().getSimpleName());
            return new Outcome.Unavailable();
        }
    }
}
