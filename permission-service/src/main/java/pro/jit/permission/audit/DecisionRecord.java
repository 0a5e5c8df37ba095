package pro.jit.permission.audit;

import com.fasterxml.uuid.NoArgGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.directory.ApplicationId;

/** Keeps decisions, and finds them again. */
@ApplicationScoped
public class DecisionRecord {
    private final Jdbi jdbi;
    private final NoArgGenerator ids;
    private final Clock clock;

    DecisionRecord(Jdbi jdbi, NoArgGenerator ids, Clock clock) {
        this.jdbi = jdbi;
        this.ids = ids;
        this.clock = clock;
    }

    /** What was decided about whom; ids are null where nobody was found. */
    public record Entry(
            ApplicationId application,
            @Nullable UUID organizationId,
            @Nullable UUID memberId,
            String subjectType,
            String subjectId,
            String action,
            boolean decision,
            String reason) {}

    /** A decision as the API shows it. */
    public record DecisionView(
            UUID decisionId,
            Instant at,
            String requestId,
            String caller,
            @Nullable UUID organizationId,
            @Nullable UUID memberId,
            String subjectType,
            String subjectId,
            String action,
            boolean decision,
            String reason) {}

    /** Which to find; a null says nothing. {@code from} is inclusive, {@code to} exclusive. */
    record Filter(
            @Nullable UUID memberId,
            @Nullable Boolean decision,
            @Nullable String reason,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /** Keeps one. */
    public void add(Caller caller, Entry entry) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into decision_record (decision_id, at, request_id, caller, org_id, app_id, organization_id,
                                                     member_id, subject_type, subject_id, action, decision, reason)
                        values (:id, :at, :requestId, :caller, :orgId, :appId, :organization,
                                :member, :subjectType, :subjectId, :action, :decision, :reason)
                        """)
                .bind("id", ids.generate())
                .bind("at", clock.instant().atOffset(ZoneOffset.UTC))
                .bind("requestId", caller.requestId())
                .bind("caller", caller.clientId())
                .bind("orgId", entry.application().orgId())
                .bind("appId", entry.application().appId())
                .bind("organization", entry.organizationId())
                .bind("member", entry.memberId())
                .bind("subjectType", entry.subjectType())
                .bind("subjectId", entry.subjectId())
                .bind("action", entry.action())
                .bind("decision", entry.decision())
                .bind("reason", entry.reason())
                .execute());
    }

    /** The newest first, those before {@code before}. */
    List<DecisionView> find(ApplicationId application, Filter filter, @Nullable UUID before, int atMost) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select decision_id, at, request_id, caller, organization_id, member_id, subject_type, subject_id,
                               action, decision, reason
                          from decision_record
                         where org_id = :orgId and app_id = :appId
                           and (cast(:before as uuid) is null or decision_id < :before)
                           and (cast(:member as uuid) is null or member_id = :member)
                           and (cast(:decision as boolean) is null or decision = :decision)
                           and (cast(:reason as text) is null or reason = :reason)
                           and (cast(:from as timestamptz) is null or at >= :from)
                           and (cast(:to as timestamptz) is null or at < :to)
                         order by decision_id desc limit :atMost
                        """)
                .bind("orgId", application.orgId())
                .bind("appId", application.appId())
                .bind("before", before)
                .bind("member", filter.memberId())
                .bind("decision", filter.decision())
                .bind("reason", filter.reason())
                .bind("from", offset(filter.from()))
                .bind("to", offset(filter.to()))
                .bind("atMost", atMost)
                .map((row, context) -> new DecisionView(
                        row.getObject("decision_id", UUID.class),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("request_id"),
                        row.getString("caller"),
                        row.getObject("organization_id", UUID.class),
                        row.getObject("member_id", UUID.class),
                        row.getString("subject_type"),
                        row.getString("subject_id"),
                        row.getString("action"),
                        row.getBoolean("decision"),
                        row.getString("reason")))
                .list());
    }

    private static @Nullable OffsetDateTime offset(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
