package pro.jit.gateway.openid;

import java.util.List;

/** Scopes of an authorization request. */
final class OpenIdScopes {
    static final String OPENID = "openid";
    static final String PROFILE = "profile";
    static final String EMAIL = "email";
    static final String OFFLINE_ACCESS = "offline_access";

    /** {@code roles} and {@code groups} change nothing: both claims are always there. Clients ask for them by habit. */
    static final List<String> ALL = List.of(OPENID, PROFILE, EMAIL, "roles", "groups", OFFLINE_ACCESS);

    private OpenIdScopes() {}
}
