package pro.jit.sandbox.oauth;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import pro.jit.sandbox.gateway.ApiFailure;
import pro.jit.sandbox.model.FeishuApp;
import pro.jit.sandbox.model.PersonStatus;
import pro.jit.sandbox.token.Generation;

/** Turns a code into what it stands for, once, or refuses with the token endpoint's number for the reason. */
public final class Redemption {
    private final AuthorizationCodes codes;

    public Redemption(AuthorizationCodes codes) {
        this.codes = codes;
    }

    /** A code of the authorize page or the page script, at v2 or v3. */
    AuthorizationCode redeem(FeishuApp app, Parameters parameters, Generation generation) {
        var value = parameters.required("code");
        var code = take(app, value, generation);
        checkRedirect(code, parameters.optional("redirect_uri"));
        checkProof(code, parameters.optional("code_verifier"), generation);
        checkPerson(app, code.personKey());
        return code;
    }

    /** A code of the passport page, at the v1 endpoints. */
    AuthorizationCode redeemPassport(FeishuApp app, String value) {
        var code = take(app, value, Generation.V1);
        checkPerson(app, code.personKey());
        return code;
    }

    // From here on the code is gone, whatever else is wrong: a strict reading, so that no client learns to try twice.
    private AuthorizationCode take(FeishuApp app, String value, Generation generation) {
        var code = codes.find(value)
                .filter(found -> found.origin().isKnownTo(generation))
                .orElseThrow(
                        () -> new ApiFailure(
                                20003,
                                400,
                                "The authorization code is not found. Please note that an authorization code can only be used once."));
        if (!code.appId().equals(app.appId())) {
            throw new ApiFailure(
                    20024, 400, "The provided authorization code or refresh token does not match the client_id.");
        }
        if (codes.isUsed(value)) {
            throw new ApiFailure(20065, 400, "The authorization code has been used.");
        }
        if (codes.isExpired(code)) {
            throw new ApiFailure(20004, 400, "The authorization code has expired.");
        }
        codes.use(value);
        return code;
    }

    /** UNCONFIRMED (contract §12.6) what happens to a redirect_uri with a code of the page script; samples send none, so it is let be. */
    private static void checkRedirect(AuthorizationCode code, Optional<String> sent) {
        var expected = code.redirectUri();
        if (expected != null && !expected.equals(sent.orElse(null))) {
            throw new ApiFailure(
                    20071, 400, "The redirect_uri does not match the one used in the authorization request.");
        }
    }

    private static void checkProof(AuthorizationCode code, Optional<String> verifier, Generation generation) {
        var challenge = code.challenge();
        boolean holds;
        if (challenge != null) {
            holds = verifier.filter(challenge::accepts).isPresent();
        } else {
            holds = verifier.isEmpty() || generation == Generation.V2;
        }
        if (!holds) {
            throw new ApiFailure(20049, 400, "PKCE code_verifier check failed.");
        }
    }

    /** Refuses people who are gone, cannot use Feishu, or are outside the app's availability. */
    static void checkPerson(FeishuApp app, String personKey) {
        var person = app.company()
                .findPerson(personKey)
                .orElseThrow(() -> new ApiFailure(20008, 400, "The user does not exist."));
        if (person.status() != PersonStatus.ACTIVE) {
            throw new ApiFailure(20066, 400, "The user status is invalid.");
        }
        if (!app.isAvailableTo(person)) {
            throw new ApiFailure(20010, 400, "The user does not have permission to use this app.");
        }
    }

    /** The scopes of the new token: what was granted, or the part of it that the call asks for. */
    static Set<String> narrowed(Set<String> granted, Optional<String> asked) {
        if (asked.isEmpty()) {
            return granted;
        }
        var wanted = Arrays.stream(asked.get().split(" ", -1))
                .filter(scope -> !scope.isEmpty())
                .toList();
        var narrowed = new LinkedHashSet<String>(wanted);
        if (narrowed.size() != wanted.size()) {
            throw new ApiFailure(20067, 400, "The scope parameter contains duplicate scopes.");
        }
        if (!granted.containsAll(narrowed)) {
            throw new ApiFailure(20068, 400, "The scope parameter contains scopes that were not granted.");
        }
        return narrowed;
    }
}
