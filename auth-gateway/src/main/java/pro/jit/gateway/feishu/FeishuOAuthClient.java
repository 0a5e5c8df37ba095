package pro.jit.gateway.feishu;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.outbound.Answer;
import pro.jit.gateway.outbound.OutboundCalls;
import pro.jit.gateway.outbound.OutboundFailed;

/**
 * Redeems a code for the person it stands for.
 *
 * <p>Feishu accepts a code once, within 5 minutes (3 for one from the bridge), so a redemption is never retried: after a lost answer the person
 * starts again. Only when an endpoint is not there at all is the other generation asked, since then nobody has seen the code.
 */
@ApplicationScoped
public class FeishuOAuthClient {
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final OutboundCalls calls;
    private final FeishuAddresses addresses;
    private final AppAccessTokens appTokens;
    private final ObjectMapper json;
    /** The generation found to be there, by organization and the one configured: a change of configuration is tried anew. */
    private final Map<String, TokenEndpoint> found = new ConcurrentHashMap<>();

    FeishuOAuthClient(OutboundCalls calls, FeishuAddresses addresses, AppAccessTokens appTokens, ObjectMapper json) {
        this.calls = calls;
        this.addresses = addresses;
        this.appTokens = appTokens;
        this.json = json;
    }

    /**
     * The person behind a code of the authorize page or of the bridge.
     *
     * @param redirectUri exactly as it was sent to the authorize page; null for a code of the bridge
     * @param codeVerifier the one whose challenge was sent; null if none was
     */
    public FeishuPerson redeem(
            OrganizationLogin organization, String code, @Nullable String redirectUri, @Nullable String codeVerifier)
            throws FeishuRefused {
        var fields = new LinkedHashMap<String, @Nullable String>();
        fields.put("grant_type", "authorization_code");
        fields.put("client_id", organization.feishuAppId());
        fields.put("client_secret", organization.feishuAppSecret());
        fields.put("code", code);
        putIfPresent(fields, "redirect_uri", redirectUri);
        putIfPresent(fields, "code_verifier", codeVerifier);
        var answer = FeishuAnswer.successful(atTheGenerationThatIsThere(organization, fields));
        return person(organization, answer.required("access_token", 16_384));
    }

    /** The person behind a passport code, which is what the QR flow brings. */
    public FeishuPerson redeemPassportCode(OrganizationLogin organization, String code) throws FeishuRefused {
        var token = appTokens.get(organization, DEADLINE);
        var answer = sendPassportCode(organization, code, token.value());
        if (token.kept() && FeishuAnswer.isAboutTheAppToken(answer)) {
            // Feishu's gateway looks at the token first: nobody has seen the code yet.
            appTokens.forget(organization);
            answer = sendPassportCode(
                    organization, code, appTokens.get(organization, DEADLINE).value());
        }
        try {
            return person(organization, FeishuAnswer.successful(answer).data().required("access_token", 16_384));
        } catch (FeishuRefused e) {
            if (e.failure() == FeishuFailure.CREDENTIALS_REJECTED) {
                appTokens.forget(organization);
            }
            throw e;
        }
    }

    private Answer sendPassportCode(OrganizationLogin organization, String code, String appToken) throws FeishuRefused {
        return send(post(addresses.of(organization.platform()).open() + "/open-apis/authen/v1/oidc/access_token")
                .header("Authorization", "Bearer " + appToken)
                .POST(body(Map.of("grant_type", "authorization_code", "code", code)))
                .build());
    }

    private Answer atTheGenerationThatIsThere(OrganizationLogin organization, Map<String, @Nullable String> fields)
            throws FeishuRefused {
        var key = organization.organizationId() + "/" + organization.generation();
        var first = found.getOrDefault(key, organization.generation());
        var answer = ask(first, organization, fields);
        if (answer != null) {
            return answer;
        }
        var second = ask(first.other(), organization, fields);
        if (second == null) {
            throw FeishuRefused.unavailable(null);
        }
        found.put(key, first.other());
        return second;
    }

    /** Null if the endpoint is not there. */
    private @Nullable Answer ask(
            TokenEndpoint generation, OrganizationLogin organization, Map<String, @Nullable String> fields)
            throws FeishuRefused {
        var request = post(generation.address(addresses.of(organization.platform())))
                .POST(body(fields))
                .build();
        try {
            var answer = calls.send(request, DEADLINE);
            return FeishuAnswer.isFromNowhere(answer) ? null : answer;
        } catch (OutboundFailed e) {
            if (e.neverSent()) {
                return null;
            }
            throw FeishuRefused.unavailable(null);
        }
    }

    private FeishuPerson person(OrganizationLogin organization, String userAccessToken) throws FeishuRefused {
        if (!userAccessToken.chars().allMatch(character -> character > 0x20 && character < 0x7f)) {
            throw FeishuRefused.unavailable(null);
        }
        var request = HttpRequest.newBuilder(
                        URI.create(addresses.of(organization.platform()).open() + "/open-apis/authen/v1/user_info"))
                .header("Authorization", "Bearer " + userAccessToken)
                .GET()
                .build();
        return FeishuPerson.read(FeishuAnswer.successful(send(request)).data());
    }

    private Answer send(HttpRequest request) throws FeishuRefused {
        try {
            return calls.send(request, DEADLINE);
        } catch (OutboundFailed e) {
            throw FeishuRefused.unavailable(null);
        }
    }

    private static HttpRequest.Builder post(String address) {
        return HttpRequest.newBuilder(URI.create(address)).header("Content-Type", "application/json; charset=utf-8");
    }

    private HttpRequest.BodyPublisher body(Map<String, ? extends @Nullable String> fields) {
        try {
            return BodyPublishers.ofString(json.writeValueAsString(fields));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A request could not be written as JSON", e);
        }
    }

    private static void putIfPresent(Map<String, @Nullable String> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
