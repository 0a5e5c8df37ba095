package pro.jit.gateway.forward;

import io.vertx.core.MultiMap;
import pro.jit.gateway.session.SessionCheck;
import pro.jit.gateway.token.SessionTokens;
import pro.jit.gateway.token.SessionTokens.Verified;

/** Who a request comes from, as its session cookie says. */
sealed interface Visitor {
    /** A member with a live session in the application asked for. {@code toString} hides the token. */
    record SignedIn(Verified session, String token) implements Visitor {
        @Override
        public String toString() {
            return "SignedIn[" + session.claims().memberId() + "]";
        }
    }

    /** Someone whose session is good for another application. */
    record SignedInElsewhere() implements Visitor {}

    /** Nobody we know. */
    record Unknown() implements Visitor {}

    /**
     * Looks at the cookies of this name.
     *
     * @param cookieName as it is called at the origin the visitor came by
     */
    static Visitor of(
            MultiMap headers, String cookieName, ApplicationPath path, SessionTokens tokens, SessionCheck check) {
        var elsewhere = false;
        for (var token : GatewayCookies.values(headers, cookieName)) {
            var session = check.check(token, path.orgId(), path.appId());
            if (session.isPresent()) {
                return new SignedIn(session.get(), token);
            }
            elsewhere |= tokens.verify(token)
                    .map(Verified::claims)
                    .filter(claims -> !claims.orgId().equals(path.orgId())
                            || !claims.appId().equals(path.appId()))
                    .isPresent();
        }
        return elsewhere ? new SignedInElsewhere() : new Unknown();
    }
}
