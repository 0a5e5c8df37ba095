package pro.jit.gateway.console.administrator;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.problem.Occurrence;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.ProblemException;

/** Looks at a name, a password and a code. Names nobody has take as long as others, and are locked like others. */
@ApplicationScoped
class CheckCredentials {
    /** What is said of a locked name. */
    static final String LOCKED = "This name has failed too often and is locked for a while.";

    private final Jdbi jdbi;
    private final AdministratorRepository administrators;
    private final SignInFailures failures;
    private final Passwords passwords;
    private final SecondFactor secondFactor;
    private final Clock clock;

    CheckCredentials(
            Jdbi jdbi,
            AdministratorRepository administrators,
            SignInFailures failures,
            Passwords passwords,
            SecondFactor secondFactor,
            Clock clock) {
        this.jdbi = jdbi;
        this.administrators = administrators;
        this.failures = failures;
        this.passwords = passwords;
        this.secondFactor = secondFactor;
        this.clock = clock;
    }

    /** For a sign-in. */
    CredentialCheck signIn(String username, String password, @Nullable String totp) {
        var locked = failures.begin(username);
        if (locked.isPresent()) {
            return new CredentialCheck.Locked(locked.get());
        }
        var known = find(username);
        if (!passwords.matches(password, known == null ? null : known.passwordHash()) || known == null) {
            return new CredentialCheck.Rejected(known != null);
        }
        if (known.totpEnabled()) {
            if (totp == null) {
                // No guess, but no reason either to forget the wrong codes before it.
                failures.takeBack(username);
                return new CredentialCheck.TotpRequired();
            }
            if (!secondFactor.take(known, totp)) {
                return new CredentialCheck.Rejected(true);
            }
        }
        jdbi.useTransaction(handle -> {
            failures.clear(handle, username);
            administrators.signedIn(handle, username, clock.instant());
        });
        return new CredentialCheck.Accepted(username);
    }

    /**
     * Lets pass who knows the password, before something is changed that whoever found an unlocked screen must not change. Failures count as those of
     * sign-ins do.
     *
     * @throws ProblemException {@code credentials-rejected} or {@code too-many-requests}
     */
    void requirePassword(String username, String password) {
        failures.begin(username).ifPresent(wait -> {
            throw new ProblemException(
                    Occurrence.of(Problem.TOO_MANY_REQUESTS, LOCKED).retryAfter(wait));
        });
        var known = find(username);
        if (!passwords.matches(password, known == null ? null : known.passwordHash())) {
            throw new ProblemException(Problem.CREDENTIALS_REJECTED);
        }
        failures.takeBack(username);
    }

    private @Nullable Administrator find(String username) {
        return Username.isPossible(username)
                ? jdbi.withHandle(handle -> administrators.find(handle, username))
                        .orElse(null)
                : null;
    }
}
