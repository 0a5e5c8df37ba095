package pro.jit.orgsync;

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
public final class OrgSyncService {
    OrgSyncService() {}

    public static void main(String... arguments) {
        var missing = RequiredSettings.missing(ConfigProvider.getConfig());
        if (!missing.isEmpty()) {
            System.err.println(
                    "org-sync-service does not start. Not set, and there is no default: " + String.join(", ", missing));
            System.exit(1);
        }
        Quarkus.run(arguments);
    }
}
