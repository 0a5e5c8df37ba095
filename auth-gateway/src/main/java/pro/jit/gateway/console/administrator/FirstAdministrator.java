package pro.jit.gateway.console.administrator;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/** Makes the administrator {@code admin} at the first start; later starts need no password and change none. */
@ApplicationScoped
class FirstAdministrator {
    private static final Logger LOG = Logger.getLogger(FirstAdministrator.class);
    static final String USERNAME = "admin";

    private final Jdbi jdbi;
    private final AdministratorRepository repository;
    private final Passwords passwords;
    private final Optional<String> password;
    private final boolean change;

    /**
     * From the environment.
     *
     * @param password {@code JIT_CONSOLE_ADMIN_PASSWORD}; 72 bytes of UTF-8 at most
     * @param change {@code JIT_CONSOLE_ADMIN_PASSWORD_CHANGE}: whether it has to be changed at its first use, as everywhere but in the local stack
     */
    FirstAdministrator(
            Jdbi jdbi,
            AdministratorRepository repository,
            Passwords passwords,
            @ConfigProperty(name = "jit.console-admin-password") Optional<String> password,
            @ConfigProperty(name = "jit.console.admin-password-change", defaultValue = "true") boolean change) {
        this.jdbi = jdbi;
        this.repository = repository;
        this.passwords = passwords;
        this.password = password;
        this.change = change;
    }

    void make(@Observes StartupEvent event) {
        if (jdbi.withHandle(repository::areThereAny)) {
            return;
        }
        var given = password.orElseThrow(
                () -> new IllegalStateException(
                        "JIT_CONSOLE_ADMIN_PASSWORD (jit.console-admin-password) is missing: the first start makes the console's administrator"));
        if (Passwords.isTooLong(given)) {
            throw new IllegalStateException(
                    "JIT_CONSOLE_ADMIN_PASSWORD (jit.console-admin-password) is longer than 72 bytes, of which bcrypt takes no more");
        }
        var hash = passwords.hash(given);
        if (jdbi.withHandle(handle -> repository.insert(handle, USERNAME, hash, change))) {
            LOG.infof("first console administrator made principal=%s", USERNAME);
        }
    }
}
