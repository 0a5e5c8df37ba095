package pro.jit.orgsync.organization;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Encrypts anew what an older key of {@code JIT_ENCRYPTION_KEYS} had encrypted: after a key was added in front, the others are soon needed no more,
 * and the log says when.
 */
@ApplicationScoped
class KeyRotation {
    private static final Logger LOG = Logger.getLogger(KeyRotation.class);

    private final OrganizationRepository organizations;

    KeyRotation(OrganizationRepository organizations) {
        this.organizations = organizations;
    }

    @Scheduled(every = "1h", delayed = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void encryptAnew() {
        var old = organizations.withOldKeys();
        if (old.isEmpty()) {
            return;
        }
        int failed = 0;
        for (var id : old) {
            try {
                organizations.sealAnew(id);
            } catch (RuntimeException e) {
                failed++;
                LOG.errorf(e, "secrets not encrypted anew  organizationId=%s", id);
            }
        }
        LOG.infof(
                failed == 0
                        ? "secrets encrypted anew, older keys of JIT_ENCRYPTION_KEYS are needed no more  organizations=%d"
                        : "secrets encrypted anew, except some  organizations=%d",
                old.size());
    }
}
