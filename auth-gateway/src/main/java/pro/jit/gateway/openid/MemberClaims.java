package pro.jit.gateway.openid;

import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.session.Session;

/** What a relying party learns of a member, in the ID token and from userinfo alike. */
@Singleton
class MemberClaims {
    private final MemberEmails emails;

    MemberClaims(MemberEmails emails) {
        this.emails = emails;
    }

    /** The claims these scopes bring; those not known are left out. */
    Map<String, Object> of(Session session, Set<String> scopes) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("sub", session.memberId());
        claims.put("sid", session.sid());
        claims.put("org_id", session.orgId());
        claims.put("app_id", session.appId());
        claims.put("organization_id", session.organizationId());
        claims.put("roles", session.roles());
        // The same by the name Argo CD, Grafana and others look for.
        claims.put("groups", session.roles());
        if (scopes.contains(OpenIdScopes.PROFILE)) {
            putIfKnown(claims, "name", session.name());
            putIfKnown(claims, "picture", session.picture());
            claims.put("preferred_username", username(session));
        }
        if (scopes.contains(OpenIdScopes.EMAIL)) {
            email(session).ifPresent(email -> {
                claims.put("email", email);
                // Feishu lets an administrator type in anything.
                claims.put("email_verified", false);
            });
        }
        return claims;
    }

    private Optional<String> email(Session session) {
        return emails.of(session.organizationId(), session.memberId());
    }

    /** The company's own id of the person at Feishu where it is known; it is unique and stays. Never a name: two people may share one. */
    private static String username(Session session) {
        var userId = session.feishu().userId();
        return userId == null ? session.memberId() : userId;
    }

    private static void putIfKnown(Map<String, Object> claims, String name, @Nullable String value) {
        if (value != null) {
            claims.put(name, value);
        }
    }
}
