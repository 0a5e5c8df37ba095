package pro.jit.sandbox.token;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a user token stands for.
 *
 * @param personKey the sandbox's own name for the person
 * @param authorizedAt when the person agreed; refreshing ends 365 days later
 */
public record UserToken(
        String appId,
        String personKey,
        Set<String> scopes,
        Generation generation,
        Instant authorizedAt,
        Instant expiresAt) {
    public UserToken {
        scopes = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
    }

    boolean isOf(String app, String person) {
        return appId.equals(app) && personKey.equals(person);
    }

    UserToken until(Instant end) {
        return new UserToken(appId, personKey, scopes, generation, authorizedAt, end);
    }
}
