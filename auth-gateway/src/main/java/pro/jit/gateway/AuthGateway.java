package pro.jit.gateway;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Starts the service, unless something is missing that has no safe default.
 *
 * <p>Looked at here and not when the application starts: by then its configuration has been put together, which fails at the first value it
 * lacks and names only that, and not as the environment spells it.
 */
@QuarkusMain
public final class AuthGateway {
    AuthGateway() {}

    public static void main(String... arguments) {
        takeAddressesAsTheyCome();
        var missing = RequiredSettings.missing(ConfigProvider.getConfig());
        if (!missing.isEmpty()) {
            System.err.println(
                    "auth-gateway does not start. Not set, and there is no default: " + String.join(", ", missing));
            System.exit(1);
        }
        Quarkus.run(arguments);
    }

    /**
     * Addresses with characters that RFC 3986 has no place for, as browsers send them in the queries of applications behind the gateway
     * ({@code ?filter={%22a%22|1}}); Quarkus would answer them with an empty 400 before anything here sees them.
     */
    private static void takeAddressesAsTheyCome() {
        System.setProperty("vertx.disableURIValidation", "true");
    }
}
