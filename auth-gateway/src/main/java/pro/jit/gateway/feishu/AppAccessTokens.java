package pro.jit.gateway.feishu;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import pro.jit.gateway.outbound.OutboundCalls;
import pro.jit.gateway.outbound.OutboundFailed;

/**
 * App access tokens, which passport codes are redeemed with.
 *
 * <p>Cached: key is platform, app id and secret, at most 1 000 apps, until 3 minutes before Feishu's expiry as Feishu's own SDKs do. One call at a
 * time per app; a token Feishu no longer likes is forgotten.
 */
@ApplicationScoped
class AppAccessTokens {
    private static final Duration MARGIN = Duration.ofMinutes(3);

    private record Token(String value, Instant goodUntil) {}

    private record App(Platform platform, String appId, int secretHash) {}

    private final OutboundCalls calls;
    private final FeishuAddresses addresses;
    private final ObjectMapper json;
    private final Clock clock;
    private final Cache<App, Token> tokens =
            Caffeine.newBuilder().maximumSize(1_000).build();
    private final Cache<App, ReentrantLock> locks =
            Caffeine.newBuilder().weakValues().build();

    AppAccessTokens(OutboundCalls calls, FeishuAddresses addresses, ObjectMapper json, Clock clock) {
        this.calls = calls;
        this.addresses = addresses;
        this.json = json;
        this.clock = clock;
    }

    /**
     * A token to ask with.
     *
     * @param kept whether it was fetched for an earlier sign-in, so that Feishu may have withdrawn it meanwhile
     */
    record AppToken(String value, boolean kept) {
        @Override
        public String toString() {
            return "AppToken[kept=" + kept + "]";
        }
    }

    AppToken get(OrganizationLogin organization, Duration deadline) throws FeishuRefused {
        var app = app(organization);
        var lock = locks.get(app, unlocked -> new ReentrantLock());
        lock.lock();
        try {
            var known = tokens.getIfPresent(app);
            if (known != null && clock.instant().isBefore(known.goodUntil())) {
                return new AppToken(known.value(), true);
            }
            var fetched = fetch(organization, deadline);
            tokens.put(app, fetched);
            return new AppToken(fetched.value(), false);
        } finally {
            lock.unlock();
        }
    }

    void forget(OrganizationLogin organization) {
        tokens.invalidate(app(organization));
    }

    private Token fetch(OrganizationLogin organization, Duration deadline) throws FeishuRefused {
        try {
            var body = json.writeValueAsString(
                    Map.of("app_id", organization.feishuAppId(), "app_secret", organization.feishuAppSecret()));
            var request = HttpRequest.newBuilder(
                            URI.create(addresses.of(organization.platform()).open()
                                    + "/open-apis/auth/v3/app_access_token/internal"))
                    .header("Content-Type", "application/json; charset=utf-8")
                    .POST(BodyPublishers.ofString(body))
                    .build();
            var answer = FeishuAnswer.successful(calls.send(request, deadline));
            var life = Duration.ofSeconds(answer.seconds("expire", 0)).minus(MARGIN);
            return new Token(
                    answer.required("app_access_token", 8192), clock.instant().plus(life));
        } catch (OutboundFailed e) {
            throw FeishuRefused.unavailable(null);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Credentials could not be written as JSON", e);
        }
    }

    private static App app(OrganizationLogin organization) {
        return new App(
                organization.platform(),
                organization.feishuAppId(),
                organization.feishuAppSecret().hashCode());
    }
}
