package pro.jit.gateway.openid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import pro.jit.gateway.outbound.OutboundCalls;
import pro.jit.gateway.outbound.OutboundFailed;
import pro.jit.gateway.outbound.OwnService;
import pro.jit.gateway.token.ServiceTokens;

/**
 * Mail addresses as org-sync-service has them from Feishu. Not kept here and not in any session: asked for when a relying party asks, one
 * question, one second. Not had is not known.
 */
@Singleton
class MemberEmails {
    private static final Logger LOG = Logger.getLogger(MemberEmails.class);
    private static final Duration DEADLINE = Duration.ofSeconds(1);

    private final OutboundCalls calls;
    private final ServiceTokens tokens;
    private final ObjectMapper json;
    private final String organizations;

    MemberEmails(
            OutboundCalls calls,
            ServiceTokens tokens,
            ObjectMapper json,
            @ConfigProperty(name = "jit.org-sync-base-url", defaultValue = "http://localhost:8081") String baseUrl) {
        this.calls = calls;
        this.tokens = tokens;
        this.json = json;
        this.organizations = baseUrl + "/api/org/organizations/";
    }

    Optional<String> of(String organizationId, String memberId) {
        var request = OwnService.request(
                        URI.create(organizations + encoded(organizationId) + "/members/" + encoded(memberId)),
                        tokens.issue("auth-gateway", Set.of("members:read")))
                .build();
        try {
            var answer = calls.send(request, DEADLINE);
            if (answer.status() != 200) {
                LOG.warnf("mail address not had memberId=%s status=%d", memberId, answer.status());
                return Optional.empty();
            }
            return Optional.ofNullable(
                            json.readTree(answer.body()).path("email").textValue())
                    .filter(email -> !email.isBlank());
        } catch (OutboundFailed | JsonProcessingException e) {
            LOG.warnf(
                    "mail address not had memberId=%s error=%s",
                    memberId, e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8);
    }
}
