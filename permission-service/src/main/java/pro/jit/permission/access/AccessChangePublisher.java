package pro.jit.permission.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.directory.MemberId;
import pro.jit.permission.directory.OrganizationId;
import pro.jit.permission.evaluation.Decision;
import pro.jit.permission.outbox.Outbox;

/** Says on {@code jit.permission.access} who gained or lost access, within the transaction that made it so. */
@ApplicationScoped
class AccessChangePublisher {
    private static final String TOPIC = "jit.permission.access";
    private static final String TYPE = "pro.jit.permission.access.";

    private final Outbox outbox;
    private final Clock clock;

    AccessChangePublisher(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The access of each of these members is now this. */
    void members(
            Handle handle, ApplicationId application, OrganizationId organization, SortedMap<MemberId, Decision> now) {
        outbox.addAll(
                handle,
                now.entrySet().stream()
                        .map(entry -> event(
                                entry.getValue().permitted() ? "granted.v1" : "revoked.v1",
                                application,
                                organization,
                                entry.getKey().value(),
                                entry.getValue().roles(),
                                entry.getValue().reason().wire()))
                        .toList());
    }

    /** Everyone of the organization lost access. */
    void everyoneRevoked(Handle handle, ApplicationId application, OrganizationId organization, String reason) {
        outbox.addAll(handle, List.of(event("revoked.v1", application, organization, null, List.of(), reason)));
    }

    /** Some of the organization gained or lost access; who has a session is to be decided about again. */
    void reevaluate(Handle handle, ApplicationId application, OrganizationId organization, String cause) {
        outbox.addAll(handle, List.of(event("reevaluate.v1", application, organization, null, List.of(), cause)));
    }

    private Outbox.Event event(
            String kind,
            ApplicationId application,
            OrganizationId organization,
            @Nullable UUID member,
            List<String> roles,
            String reason) {
        var key = member == null ? application.toString() : application + "/" + member;
        var data = new AccessEvent(
                application.orgId(), application.appId(), organization.value(), member, roles, reason, clock.instant());
        return new Outbox.Event(TOPIC, key, TYPE + kind, "permission.access.v1", data);
    }
}
