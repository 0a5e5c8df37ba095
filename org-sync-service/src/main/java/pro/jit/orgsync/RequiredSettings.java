package pro.jit.orgsync;

import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;

/**
 * What has no safe default. As a mapping it is checked before anything that would fail for want of it, and all that is missing is named at once:
 * {@code jit.db-url} is {@code JIT_DB_URL} in the environment, and so on.
 */
@Unremovable
@ConfigMapping(prefix = "jit")
interface RequiredSettings {
    /** Origin by which people reach us; issuer of the tokens we take. */
    String publicOrigin();

    /** JDBC address of our database. */
    String dbUrl();

    /** Who we are there. */
    String dbUser();

    /** By what we are known there. */
    String dbPassword();

    /** Keys that our secrets are encrypted with, {@code id:base64[,id:base64…]}. */
    String encryptionKeys();
}
