package pro.jit.orgsync.event;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import pro.jit.orgsync.organization.EventDelivery;
import pro.jit.orgsync.organization.OrganizationId;

/** What becomes of an event that has been checked, whichever way it came. Counted as {@code jit_feishu_events}, by way and outcome. */
@ApplicationScoped
class EventIntake {
    private static final Logger LOG = Logger.getLogger(EventIntake.class);

    private final EventInbox inbox;
    private final EventWork work;
    private final MeterRegistry meters;

    EventIntake(EventInbox inbox, EventWork work, MeterRegistry meters) {
        this.inbox = inbox;
        this.work = work;
        this.meters = meters;
    }

    /** Keeps it, and has it worked unless it was there already. */
    void keep(OrganizationId organization, Hint hint, EventDelivery way) {
        if (inbox.keep(organization, hint)) {
            work.nudge();
            count(way, "kept");
        } else {
            count(way, "repeated");
        }
    }

    void unreadable(OrganizationId organization, String why, EventDelivery way) {
        LOG.warnf("event not readable  organizationId=%s why=%s", organization, why);
        count(way, "unreadable");
    }

    void refused(OrganizationId organization, String why, EventDelivery way) {
        LOG.warnf("event refused  organizationId=%s why=%s", organization, why);
        count(way, "refused");
    }

    private void count(EventDelivery way, String outcome) {
        meters.counter("jit_feishu_events", "way", way.id(), "outcome", outcome).increment();
    }
}
