package pro.jit.orgsync.feishu;

import java.util.Set;

/**
 * The permissions that are granted to an app ({@code application/v6/scopes}).
 *
 * @param tenant as the app itself
 * @param user as a user
 * @param byIdentity whether Feishu told for which identity; if not, each permission stands in both sets
 */
public record GrantedScopes(Set<String> tenant, Set<String> user, boolean byIdentity) {
    public GrantedScopes {
        tenant = Set.copyOf(tenant);
        user = Set.copyOf(user);
    }
}
