package pro.jit.gateway.token;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import pro.jit.gateway.client.ServiceClient;
import pro.jit.gateway.limit.ClientNetwork;
import pro.jit.gateway.limit.RequestLimit;

/**
 * How often one client may ask this replica for a token. A public client is whoever says its name, so there each address counts by itself:
 * otherwise a stranger would use up what its visitors need.
 */
@Singleton
class TokenRequestLimit {
    private final boolean enabled;
    private final RequestLimit services;
    private final RequestLimit relyingParties;

    TokenRequestLimit(TokenLimitsConfig config) {
        this.enabled = config.enabled();
        this.services = RequestLimit.perMinute(config.tokenRequestsPerMinute());
        this.relyingParties = RequestLimit.perMinute(config.relyingPartyRequestsPerMinute());
    }

    /**
     * Counts a request. Present when it is one too many: how long to wait.
     *
     * @param client that has proven itself, as far as it can
     * @param address of whoever asks
     */
    Optional<Duration> exceeded(ServiceClient client, String address) {
        if (!enabled) {
            return Optional.empty();
        }
        var limit = client.relyingParty() == null ? services : relyingParties;
        return limit.exceeded(
                client.confidential() ? client.clientId() : client.clientId() + " " + ClientNetwork.of(address));
    }
}
