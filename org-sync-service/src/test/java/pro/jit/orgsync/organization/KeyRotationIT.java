package pro.jit.orgsync.organization;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import pro.jit.orgsync.encryption.Encryption;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Sandbox;

/** A key is rotated by putting a new one in front: what the old one encrypted is encrypted anew, after which it may go. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class KeyRotationIT {
    private static final String NEW_KEY = "8:"
            + Base64.getEncoder().encodeToString("another-key-of-thirty-two-bytes!".getBytes(StandardCharsets.UTF_8));

    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    @Inject
    Jdbi jdbi;

    private final String oldKey = ConfigProvider.getConfig().getValue("jit.encryption-keys", String.class);

    @Test
    void whatTheOldKeyEncryptedOpensWithTheNewOneAlone() {
        var app = sandbox.newApp();
        var id = OrganizationId.parse(orgSync.created(app));
        orgSync.writer()
                .body(Map.of("encrypt_key", "an-encrypt-key"))
                .patch(OrgSync.ORGANIZATIONS + "/" + id)
                .then()
                .statusCode(200);
        var both = repository(NEW_KEY + "," + oldKey);
        assertThat(both.withOldKeys()).contains(id);

        new KeyRotation(both).encryptAnew();

        assertThat(both.withOldKeys()).isEmpty();
        var newAlone = repository(NEW_KEY);
        assertThat(newAlone.feishuApp(id).orElseThrow().appSecret()).isEqualTo(app.secret());
        assertThat(newAlone.eventSecrets(id).orElseThrow().encryptKey()).isEqualTo("an-encrypt-key");
        assertThat(newAlone.eventSecrets(id).orElseThrow().verificationToken()).isNull();

        // Back again, for the service under test knows the old key alone.
        new KeyRotation(repository(oldKey + "," + NEW_KEY)).encryptAnew();
        assertThat(orgSync.sync(id.toString()).getString("status")).startsWith("succeeded");
    }

    @Test
    void aSecretThatNoKeyOpensStopsNoOther() {
        var broken = OrganizationId.parse(orgSync.created(sandbox.newApp()));
        var sound = OrganizationId.parse(orgSync.created(sandbox.newApp()));
        byte[] kept = sealed(broken);
        keep(broken, new byte[] {1, 2, 3});
        try {
            var both = repository(NEW_KEY + "," + oldKey);
            new KeyRotation(both).encryptAnew();

            assertThat(both.withOldKeys()).containsExactly(broken);
            assertThat(repository(NEW_KEY).feishuApp(sound)).isPresent();
        } finally {
            keep(broken, kept);
            new KeyRotation(repository(oldKey + "," + NEW_KEY)).encryptAnew();
        }
    }

    private OrganizationRepository repository(String keys) {
        return new OrganizationRepository(jdbi, new CredentialVault(new Encryption(keys)));
    }

    private byte[] sealed(OrganizationId id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select feishu_app_secret from organization where organization_id = :id")
                        .bind("id", id.value())
                        .mapTo(byte[].class)
                        .one());
    }

    private void keep(OrganizationId id, byte[] sealed) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update organization set feishu_app_secret = :sealed where organization_id = :id")
                .bind("sealed", sealed)
                .bind("id", id.value())
                .execute());
    }
}
