package pro.jit.gateway.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.application.ApplicationRemoved;

/**
 * The registered clients.
 *
 * <p>What authentication needs of a client is cached by client id for two seconds, at most 1 000 clients: so long a deleted client or an
 * expired secret can still get a token from another replica (its tokens live 10 minutes anyway). A change made here clears the entry.
 */
@Singleton
public class ServiceClients {
    static final Duration SECRET_OVERLAP = Duration.ofHours(24);
    private static final Duration CACHED = Duration.ofSeconds(2);

    private final ServiceClientRepository repository;
    private final Clock clock;
    private final SecureRandom random;
    private final ClientAssertions assertions;
    private final Cache<String, Optional<Known>> known =
            Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(CACHED).build();

    ServiceClients(ServiceClientRepository repository, Clock clock, SecureRandom random, ClientAssertions assertions) {
        this.repository = repository;
        this.clock = clock;
        this.random = random;
        this.assertions = assertions;
    }

    /**
     * The client that proves itself, by the one method registered for it: {@code client_secret_basic}, {@code private_key_jwt} or, for a
     * public client, {@code none}.
     *
     * @return empty for nothing shown, an unknown client, anything wrong, and for more than one method at once (RFC 6749 §2.3)
     */
    public Optional<ServiceClient> authenticate(ClientCredentials credentials) {
        var assertion = credentials.assertion();
        if (assertion == null && credentials.assertionType() == null) {
            if (credentials.authorization() == null) {
                return publicClient(credentials.clientId());
            }
            return bySecret(credentials.authorization()).filter(client -> isClaimed(client, credentials.clientId()));
        }
        return assertion == null
                        || credentials.authorization() != null
                        || !ClientAssertions.TYPE.equals(credentials.assertionType())
                ? Optional.empty()
                : byAssertion(assertion).filter(client -> isClaimed(client, credentials.clientId()));
    }

    /** A public client proves nothing by saying its name; what it shows next must. */
    private Optional<ServiceClient> publicClient(@Nullable String clientId) {
        return clientId == null ? Optional.empty() : registered(clientId).filter(client -> !client.confidential());
    }

    /** The client of this id, of whom nothing is proven. */
    public Optional<ServiceClient> registered(String clientId) {
        return known(clientId).map(Known::client);
    }

    /** The form may repeat who the client is, but not say otherwise. */
    private static boolean isClaimed(ServiceClient client, @Nullable String clientId) {
        return clientId == null || clientId.equals(client.clientId());
    }

    private Optional<ServiceClient> byAssertion(String assertion) {
        return assertions
                .claimedClient(assertion)
                .flatMap(this::known)
                .map(Known::client)
                .filter(client -> {
                    var keys = client.keys();
                    return keys != null && assertions.proves(client.clientId(), keys, assertion);
                });
    }

    /** HTTP Basic, id and secret form-encoded first (RFC 6749 §2.3.1). */
    private Optional<ServiceClient> bySecret(@Nullable String authorization) {
        var credentials = basic(authorization);
        var colon = credentials.indexOf(':');
        if (colon < 1) {
            return Optional.empty();
        }
        try {
            var clientId = URLDecoder.decode(credentials.substring(0, colon), StandardCharsets.UTF_8);
            var secret = new ClientSecret(URLDecoder.decode(credentials.substring(colon + 1), StandardCharsets.UTF_8));
            return known(clientId).filter(known -> known.accepts(secret)).map(Known::client);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String basic(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return "";
        }
        try {
            return new String(
                    Base64.getDecoder().decode(authorization.substring(6).strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private Optional<Known> known(String clientId) {
        if (!ClientId.isValid(clientId)) {
            return Optional.empty();
        }
        return known.get(clientId, id -> repository
                .find(id)
                .map(client -> new Known(client, repository.secretHashes(id, clock.instant()))));
    }

    Optional<ServiceClient> find(String clientId) {
        return ClientId.isValid(clientId) ? repository.find(clientId) : Optional.empty();
    }

    List<ServiceClient> list(String after, int limit) {
        return repository.list(after, limit);
    }

    /** What came of a creation. */
    sealed interface Creation {
        /** With the secret, seen this once; null for a client that has keys or is public. */
        record Created(ServiceClient client, @Nullable ClientSecret secret) implements Creation {}

        record IdTaken() implements Creation {}
    }

    Creation create(ServiceClient client) {
        var secret = client.confidential() && client.keys() == null ? ClientSecret.generate(random) : null;
        var created = repository.create(client, secret == null ? null : secret.hash());
        known.invalidate(client.clientId());
        return created ? new Creation.Created(client, secret) : new Creation.IdTaken();
    }

    void change(ServiceClient client) {
        repository.update(client);
        known.invalidate(client.clientId());
    }

    /** A new secret; the one before stays good for {@link #SECRET_OVERLAP}. */
    ClientSecret rotate(ServiceClient client) {
        var secret = ClientSecret.generate(random);
        var now = clock.instant();
        repository.addSecret(client.clientId(), secret.hash(), now, now.plus(SECRET_OVERLAP));
        known.invalidate(client.clientId());
        return secret;
    }

    /** After its sessions have ended, so that its relying parties are told. */
    void applicationRemoved(@Observes @Priority(Interceptor.Priority.APPLICATION + 1_000) ApplicationRemoved removed) {
        repository.deleteOf(removed.orgId(), removed.appId());
        known.invalidateAll();
    }

    void delete(ServiceClient client) {
        repository.delete(client.clientId());
        known.invalidate(client.clientId());
    }

    private record Known(ServiceClient client, List<byte[]> secretHashes) {
        boolean accepts(ClientSecret secret) {
            var given = secret.hash();
            return secretHashes.stream().anyMatch(hash -> MessageDigest.isEqual(hash, given));
        }
    }
}
