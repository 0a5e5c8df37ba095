package pro.jit.gateway.console.administrator;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import org.apache.commons.codec.binary.Base32;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import pro.jit.gateway.console.session.ConsoleSessions;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.ProblemException;

/** Makes, resets and removes administrators of the platform, for another of them. */
@ApplicationScoped
class Administrators {
    private static final Logger LOG = Logger.getLogger(Administrators.class);
    private static final int PASSWORD_BYTES = 15;

    private final Jdbi jdbi;
    private final AdministratorRepository repository;
    private final SecondFactor secondFactor;
    private final SignInFailures failures;
    private final Passwords passwords;
    private final ConsoleSessions sessions;
    private final SecureRandom random;

    Administrators(
            Jdbi jdbi,
            AdministratorRepository repository,
            SecondFactor secondFactor,
            SignInFailures failures,
            Passwords passwords,
            ConsoleSessions sessions,
            SecureRandom random) {
        this.jdbi = jdbi;
        this.repository = repository;
        this.secondFactor = secondFactor;
        this.failures = failures;
        this.passwords = passwords;
        this.sessions = sessions;
        this.random = random;
    }

    /**
     * Makes one; answers the password, to be changed at its first use.
     *
     * @throws ProblemException {@code conflict} if there is one of this name
     */
    String make(String by, String username) {
        var password = newPassword();
        var hash = passwords.hash(password);
        if (!jdbi.withHandle(handle -> repository.insert(handle, username, hash, true))) {
            throw new ProblemException(Problem.CONFLICT, "There is an administrator of this name.");
        }
        LOG.infof("console administrator made principal=%s by=%s", username, by);
        return password;
    }

    /**
     * Gives another password, to be changed at its first use; takes away lock, second factor and sessions.
     *
     * @throws ProblemException {@code not-found}; {@code conflict} for oneself: who found an unlocked screen must not get at a password this way
     */
    String reset(String by, String username) {
        requireAnother(by, username);
        var password = newPassword();
        var hash = passwords.hash(password);
        jdbi.useTransaction(handle -> {
            if (!repository.changePassword(handle, username, hash, true)) {
                throw new ProblemException(Problem.NOT_FOUND);
            }
            secondFactor.disable(handle, username);
            failures.clear(handle, username);
            sessions.endOf(handle, username);
        });
        LOG.infof("console administrator reset principal=%s by=%s", username, by);
        return password;
    }

    /**
     * Removes one, whose sessions end.
     *
     * @throws ProblemException {@code not-found}; {@code conflict} for oneself and the last
     */
    void remove(String by, String username) {
        requireAnother(by, username);
        jdbi.useTransaction(handle -> {
            if (repository.lockAndCount(handle) < 2) {
                throw new ProblemException(Problem.CONFLICT, "This is the last administrator of the platform.");
            }
            if (!repository.delete(handle, username)) {
                throw new ProblemException(Problem.NOT_FOUND);
            }
        });
        LOG.infof("console administrator removed principal=%s by=%s", username, by);
    }

    private static void requireAnother(String by, String username) {
        if (!Username.isPossible(username)) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
        if (by.equals(username)) {
            throw new ProblemException(Problem.CONFLICT, "Nobody does this to themselves.");
        }
    }

    /** 120 bits, in 24 letters and digits. */
    private String newPassword() {
        var bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return new Base32().encodeToString(bytes);
    }
}
