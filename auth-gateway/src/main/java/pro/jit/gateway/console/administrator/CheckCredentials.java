package pro.jit.gateway.console.administrator;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Looks at a name, a password and a code. Names nobody has take as long as others, and are locked like others. */
@ApplicationScoped
class CheckCredentials {
    private final Jdbi jdbi;
    private final AdministratorRepository administrators;
    private final SignInFailures failures;
    private final Passwords passwords;
    private final Clock clock;

    CheckCredentials(
            Jdbi jdbi,
            AdministratorRepository administrators,
            SignInFailures failures,
            Passwords passwords,
            Clock clock) {
        this.jdbi = jdbi;
        this.administrators = administrators;
        this.failures = failures;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** For a sign-in. */
    CredentialCheck signIn(String username, String password, @Nullable String totp) {
        var locked = failures.begin(username);
        if (locked.isPresent()) {
            return new CredentialCheck.Locked(locked.get());
        }
        var known = Username.isPossible(username)
                ? jdbi.withHandle(handle -> administrators.find(handle, username))
                        .orElse(null)
                : null;
        if (!passwords.matches(password, known == null ? null : known.passwordHash())) {
            return new CredentialCheck.Rejected();
        }
        jdbi.useTransaction(handle -> {
            failures.clear(handle, username);
            administrators.signedIn(handle, username, clock.instant());
        });
        return new CredentialCheck.Accepted(username);
    }
}
