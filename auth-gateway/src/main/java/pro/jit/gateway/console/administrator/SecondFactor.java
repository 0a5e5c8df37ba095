package pro.jit.gateway.console.administrator;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import pro.jit.gateway.encryption.Encryption;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.ProblemException;

/** The second factor of an administrator of the platform: asked for, taken into use, looked at, given up. A code is taken once (RFC 6238 section 5.2). */
@ApplicationScoped
class SecondFactor {
    private final Jdbi jdbi;
    private final AdministratorRepository administrators;
    private final Encryption encryption;
    private final SecureRandom random;
    private final Clock clock;

    SecondFactor(
            Jdbi jdbi,
            AdministratorRepository administrators,
            Encryption encryption,
            SecureRandom random,
            Clock clock) {
        this.jdbi = jdbi;
        this.administrators = administrators;
        this.encryption = encryption;
        this.random = random;
        this.clock = clock;
    }

    /**
     * What an authenticator app is given.
     *
     * @param secret Base32
     */
    record Pending(String secret, String otpauthUri) {
        @Override
        public String toString() {
            return "Pending[hidden]";
        }
    }

    /**
     * A new secret, which counts once it is confirmed.
     *
     * @throws ProblemException {@code conflict} where there is a second factor
     */
    Pending prepare(String username) {
        var secret = Totp.newSecret(random);
        var kept = jdbi.withHandle(
                handle -> administrators.prepareTotp(handle, username, encryption.encrypt(secret, place(username))));
        if (!kept) {
            throw new ProblemException(Problem.CONFLICT, "There is a second factor already; turn it off first.");
        }
        return new Pending(Totp.written(secret), Totp.address(username, secret));
    }

    /**
     * Takes the prepared secret into use, for whoever shows a code of it.
     *
     * @return recovery codes
     * @throws ProblemException {@code credentials-rejected}, or {@code conflict} where none is prepared
     */
    List<String> confirm(String username, String code) {
        var codes = RecoveryCode.create(random);
        jdbi.useTransaction(handle -> {
            var administrator = administrators
                    .lock(handle, username)
                    .filter(known -> known.hasTotpSecret() && !known.totpEnabled())
                    .orElseThrow(() -> new ProblemException(Problem.CONFLICT, "No second factor is being set up."));
            if (!takeCode(handle, administrator, code)) {
                throw new ProblemException(Problem.CREDENTIALS_REJECTED);
            }
            administrators.enableTotp(handle, username);
            administrators.replaceRecoveryCodes(
                    handle, username, codes.stream().map(RecoveryCode::hash).toList());
        });
        return codes.stream().map(RecoveryCode::written).toList();
    }

    /** Whether this is a good code, or a recovery code, that has not been taken; from then on it has. */
    boolean take(Administrator administrator, String code) {
        return jdbi.inTransaction(handle -> Totp.isCode(code)
                ? takeCode(handle, administrator, code)
                : administrators.removeRecoveryCode(
                        handle,
                        administrator.username(),
                        RecoveryCode.typed(code).hash()));
    }

    private boolean takeCode(Handle handle, Administrator administrator, String code) {
        var step = secret(handle, administrator.username())
                .map(secret -> Totp.step(secret, code, clock.instant()))
                .orElseThrow();
        return step.isPresent() && administrators.takeStep(handle, administrator.username(), step.getAsLong());
    }

    private Optional<byte[]> secret(Handle handle, String username) {
        return administrators.totpSecret(handle, username).map(kept -> {
            try {
                return encryption.decrypt(kept, place(username));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("The second factor of an administrator cannot be decrypted", e);
            }
        });
    }

    /** Gives it up. */
    void disable(Handle handle, String username) {
        administrators.disableTotp(handle, username);
        administrators.replaceRecoveryCodes(handle, username, List.of());
    }

    private static String place(String username) {
        return "console_administrator/" + username + "/totp";
    }
}
