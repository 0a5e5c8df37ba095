package pro.jit.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.Visitor;

/** Administrators of the platform, and their browsers. */
public final class Administrators {
    static final String PASSWORD = "a password of the tests";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Administrators() {}

    /** One made for a test, so that tests do not meet; answers the name. */
    static String made(Jdbi jdbi, boolean passwordChangeRequired) {
        var username = "test-" + COUNT.incrementAndGet() + "-" + System.nanoTime();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into console_administrator (username, password_hash, password_change_required)
                        values (:name, :hash, :change)""")
                .bind("name", username)
                .bind("hash", BcryptUtil.bcryptHash(PASSWORD))
                .bind("change", passwordChangeRequired)
                .execute());
        return username;
    }

    /** A browser nobody has signed in with. */
    static Visitor browser() {
        return Visitor.with(Visitor.MAC).accepting("application/json");
    }

    static String body(String username, String password) {
        return new JsonObject(Map.of("username", username, "password", password)).encode();
    }

    /** A browser signed in with this name. */
    static Visitor signedIn(String username, String password) {
        var browser = browser();
        assertThat(browser.post("/console/login", body(username, password)).statusCode())
                .isEqualTo(200);
        return browser;
    }

    /** The first administrator's browser. */
    public static Visitor signedIn() {
        return signedIn("admin", TestEnvironment.CONSOLE_PASSWORD);
    }
}
