package pro.jit.gateway.console;

import io.quarkus.elytron.security.common.BcryptUtil;
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
    private final Optional<String> password;

    FirstAdministrator(Jdbi jdbi, @ConfigProperty(name = "jit.console-admin-password") Optional<String> password) {
        this.jdbi = jdbi;
        this.password = password;
    }

    void make(@Observes StartupEvent event) {
        var exists = jdbi.withHandle(handle -> handle.createQuery("select exists (select 1 from console_administrator)")
                .mapTo(Boolean.class)
                .one());
        if (exists) {
            return;
        }
        var hash = BcryptUtil.bcryptHash(
                password.orElseThrow(
                        () -> new IllegalStateException(
                                "JIT_CONSOLE_ADMIN_PASSWORD (jit.console-admin-password) is missing: the first start makes the console's administrator")));
        var made = jdbi.withHandle(handle -> handle.createUpdate("""
                        insert into console_administrator (username, password_hash) values (:name, :hash) on conflict do nothing""")
                .bind("name", USERNAME)
                .bind("hash", hash)
                .execute());
        if (made == 1) {
            LOG.infof("first console administrator made principal=%s", USERNAME);
        }
    }
}
