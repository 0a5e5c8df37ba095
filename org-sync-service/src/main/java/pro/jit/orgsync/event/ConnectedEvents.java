package pro.jit.orgsync.event;

import com.google.protobuf.ByteString;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import pro.jit.orgsync.organization.EventDelivery;
import pro.jit.orgsync.organization.OrganizationId;
import pro.jit.orgsync.organization.Organizations;

/** Takes what comes over long connections into the inbox, and never waits for work. */
@ApplicationScoped
class ConnectedEvents {
    private static final Logger LOG = Logger.getLogger(ConnectedEvents.class);

    private final Organizations organizations;
    private final PushCheck check;
    private final EventIntake intake;

    ConnectedEvents(Organizations organizations, PushCheck check, EventIntake intake) {
        this.organizations = organizations;
        this.check = check;
        this.intake = intake;
    }

    /** Keeps an event; false if it is not for this organization or could not be kept, so that it is not acknowledged. */
    boolean keep(OrganizationId id, ByteString event) {
        try {
            var secrets = organizations.eventSecrets(id);
            return secrets.isPresent()
                    && switch (check.checkConnected(event.toByteArray(), secrets.get())) {
                        case Verdict.Event known -> {
                            intake.keep(id, known.hint(), EventDelivery.LONG_CONNECTION);
                            yield true;
                        }
                        case Verdict.Unreadable unreadable -> {
                            intake.unreadable(id, unreadable.why(), EventDelivery.LONG_CONNECTION);
                            yield true;
                        }
                        case Verdict.Refused refused -> {
                            intake.refused(id, refused.why(), EventDelivery.LONG_CONNECTION);
                            yield false;
                        }
                        case Verdict.Challenge challenge -> false;
                    };
        } catch (RuntimeException e) {
            LOG.warnf(
                    "event not kept  organizationId=%s error=%s",
                    id, e.getClass().getSimpleName());
            return false;
        }
    }
}
