package pro.jit.gateway.console.administrator;

import io.quarkus.elytron.security.common.BcryptUtil;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.problem.Occurrence;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.ProblemException;

/**
 * Hashes and compares passwords with bcrypt, which is slow on purpose: no more than two at a time, so that a crowd of guesses leaves the rest of the
 * gateway its processors.
 */
@Singleton
class Passwords {
    /** What bcrypt takes into account of a password; more would be ignored in silence. */
    private static final int MOST_BYTES = 72;

    private static final int AT_A_TIME = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Semaphore turns = new Semaphore(AT_A_TIME, true);

    /** The hash of no password: who compares with it takes as long as with any other. */
    private final String nobodys = BcryptUtil.bcryptHash("nobody has this password");

    static boolean isTooLong(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES;
    }

    String hash(String password) {
        return inTurn(() -> BcryptUtil.bcryptHash(password));
    }

    /**
     * Whether this is the password of the hash.
     *
     * @param hash null: nobody's, and the answer is no, as late as any
     */
    boolean matches(String password, @Nullable String hash) {
        var same = inTurn(() -> BcryptUtil.matches(password, hash == null ? nobodys : hash));
        return same && hash != null && !isTooLong(password);
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ProblemException(
                        Occurrence.of(Problem.TOO_MANY_REQUESTS).retryAfter(PATIENCE));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
