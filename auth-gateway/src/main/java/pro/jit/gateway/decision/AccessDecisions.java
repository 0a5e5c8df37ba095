package pro.jit.gateway.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.outbound.Answer;
import pro.jit.gateway.outbound.OutboundFailed;

/**
 * Asks permission-service (AuthZEN evaluation) whether somebody may enter an application. One second for an answer. Where
 * the replica that is asked leaves before it has answered, another is asked, once: a question changes nothing.
 */
@ApplicationScoped
public class AccessDecisions {
    private static final Logger LOG = Logger.getLogger(AccessDecisions.class);
    private static final Duration DEADLINE = Duration.ofSeconds(1);

    private final PermissionCalls permission;
    private final ObjectMapper json;

    AccessDecisions(PermissionCalls permission, ObjectMapper json) {
        this.permission = permission;
        this.json = json;
    }

    /** Whether the person Feishu has just vouched for may enter {@code application} ({@code org_id/app_id}). */
    public Decision forFeishuUser(
            String application, String organizationId, String openId, @Nullable String unionId, String tenantKey) {
        var properties = new LinkedHashMap<String, @Nullable String>();
        properties.put("organization_id", organizationId);
        properties.put("union_id", unionId);
        properties.put("tenant_key", tenantKey);
        return ask(Map.of("type", "feishu_user", "id", openId, "properties", properties), application);
    }

    /** Whether a member who is in may stay. */
    public Decision forMember(String application, String memberId) {
        return ask(Map.of("type", "member", "id", memberId), application);
    }

    private Decision ask(Map<String, Object> subject, String application) {
        try {
            var question = Map.of(
                    "subject", subject,
                    "action", Map.of("name", "login"),
                    "resource", Map.of("type", "application", "id", application));
            var answer = answer(question);
            if (answer.status() != 200) {
                LOG.warnf("decision not had resource=%s status=%d", application, answer.status());
                return new Decision.Unavailable();
            }
            return read(json.readTree(answer.body()));
        } catch (OutboundFailed | JsonProcessingException e) {
            LOG.warnf(
                    "decision not had resource=%s error=%s",
                    application, e.getClass().getSimpleName());
            return new Decision.Unavailable();
        }
    }

    private Answer answer(Object question) throws OutboundFailed, JsonProcessingException {
        try {
            return permission.post("/access/v1/evaluation", question, DEADLINE);
        } catch (OutboundFailed e) {
            if (!e.isBrokenOff()) {
                throw e;
            }
            return permission.post("/access/v1/evaluation", question, DEADLINE);
        }
    }

    static Decision read(@Nullable JsonNode answer) {
        if (answer == null || !answer.path("decision").isBoolean()) {
            return new Decision.Unavailable();
        }
        var context = answer.path("context");
        if (!answer.path("decision").booleanValue()) {
            return new Decision.Denied(
                    Decision.Reason.of(context.path("reason").asText()),
                    texts(context.path("administrators")),
                    AccessRequestStanding.read(context.path("access_request")).orElse(null));
        }
        var memberId = text(context.path("member_id"));
        var organizationId = text(context.path("organization_id"));
        if (memberId == null || organizationId == null) {
            return new Decision.Unavailable();
        }
        return new Decision.Granted(
                memberId,
                organizationId,
                texts(context.path("roles")),
                text(context.path("name")),
                text(context.path("picture")),
                text(context.path("user_id")));
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() && !node.textValue().isBlank() ? node.textValue() : null;
    }

    private static List<String> texts(JsonNode nodes) {
        var texts = new ArrayList<String>();
        for (var node : nodes) {
            if (node.isTextual()) {
                texts.add(node.textValue());
            }
        }
        return texts;
    }
}
