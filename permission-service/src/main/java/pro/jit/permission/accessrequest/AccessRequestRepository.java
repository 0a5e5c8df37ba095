package pro.jit.permission.accessrequest;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.accessrequest.AccessRequest.Decision;
import pro.jit.permission.accessrequest.AccessRequest.Given;
import pro.jit.permission.accessrequest.AccessRequest.Status;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.directory.MemberId;
import pro.jit.permission.directory.OrganizationId;

/** Access requests in the database. */
@ApplicationScoped
class AccessRequestRepository {
    private static final String SELECT = """
            select access_request_id, org_id, app_id, r.organization_id, r.member_id, reason, r.status, asked_at,
                   decided_at, decided_by, note, role, valid_until, grant_id, member.name, member.avatar_url
              from access_request r
              left join member on member.organization_id = r.organization_id and member.member_id = r.member_id
            """;
    private static final RowMapper<KnownRequest> KNOWN =
            (row, context) -> new KnownRequest(request(row), row.getString("name"), row.getString("avatar_url"));

    Optional<KnownRequest> find(Handle handle, ApplicationId application, UUID id) {
        return one(handle, application, id, "");
    }

    /** The same, and nobody else changes it before this transaction ends. */
    Optional<AccessRequest> lock(Handle handle, ApplicationId application, UUID id) {
        return one(handle, application, id, " for update of r").map(KnownRequest::request);
    }

    private static Optional<KnownRequest> one(Handle handle, ApplicationId application, UUID id, String locking) {
        return handle.createQuery(
                        SELECT + " where org_id = :orgId and app_id = :appId and access_request_id = :id" + locking)
                .bind("orgId", application.orgId())
                .bind("appId", application.appId())
                .bind("id", id)
                .map(KNOWN)
                .findOne();
    }

    /** Which to list; a null says nothing. */
    record Filter(@Nullable Status status, @Nullable UUID memberId) {}

    /** The newest first, those before {@code before}. */
    List<KnownRequest> list(
            Handle handle, ApplicationId application, Filter filter, @Nullable UUID before, int atMost) {
        return handle.createQuery(SELECT + """
                        where org_id = :orgId and app_id = :appId
                          and (cast(:before as uuid) is null or access_request_id < :before)
                          and (cast(:status as text) is null or r.status = :status)
                          and (cast(:member as uuid) is null or r.member_id = :member)
                        order by access_request_id desc limit :atMost
                        """)
                .bind("orgId", application.orgId())
                .bind("appId", application.appId())
                .bind("before", before)
                .bind("status", filter.status() == null ? null : filter.status().wire())
                .bind("member", filter.memberId())
                .bind("atMost", atMost)
                .map(KNOWN)
                .list();
    }

    int countOpen(Handle handle, ApplicationId application) {
        return handle.createQuery(
                        "select count(*) from access_request where org_id = :orgId and app_id = :appId and status = 'open'")
                .bind("orgId", application.orgId())
                .bind("appId", application.appId())
                .mapTo(Integer.class)
                .one();
    }

    /** Lets nobody else count this application's requests before this transaction ends. */
    void awaitTurn(Handle handle, ApplicationId application) {
        handle.createQuery(
                        "select 1 from pg_advisory_xact_lock(hashtextextended('access-requests ' || :application, 0))")
                .bind("application", application.toString())
                .mapTo(Integer.class)
                .one();
    }

    /** What the member asked for last. */
    Optional<AccessRequest> newest(Handle handle, OrganizationId organization, MemberId member) {
        return handle.createQuery(SELECT + """
                        where r.organization_id = :organization and r.member_id = :member
                        order by access_request_id desc limit 1
                        """)
                .bind("organization", organization.value())
                .bind("member", member.value())
                .map(KNOWN)
                .findOne()
                .map(KnownRequest::request);
    }

    /** The member's open ones, which nobody else changes before this transaction ends. */
    List<AccessRequest> lockOpen(Handle handle, OrganizationId organization, MemberId member) {
        return handle.createQuery(SELECT + """
                        where r.organization_id = :organization and r.member_id = :member and r.status = 'open'
                        for update of r
                        """)
                .bind("organization", organization.value())
                .bind("member", member.value())
                .map(KNOWN)
                .map(KnownRequest::request)
                .list();
    }

    /** Open ones asked for before that, whatever the application; those somebody else is just deciding are left out. */
    List<AccessRequest> lockOpenSince(Handle handle, Instant before, int atMost) {
        return handle.createQuery(SELECT + """
                        where r.status = 'open' and asked_at < :before
                        order by asked_at limit :atMost for update of r skip locked
                        """)
                .bind("before", before.atOffset(ZoneOffset.UTC))
                .bind("atMost", atMost)
                .map(KNOWN)
                .map(KnownRequest::request)
                .list();
    }

    void insert(Handle handle, AccessRequest request) {
        handle.createUpdate("""
                        insert into access_request (access_request_id, org_id, app_id, organization_id, member_id, reason, status, asked_at)
                        values (:id, :orgId, :appId, :organization, :member, :reason, 'open', :askedAt)
                        """)
                .bind("id", request.accessRequestId())
                .bind("orgId", request.application().orgId())
                .bind("appId", request.application().appId())
                .bind("organization", request.organizationId().value())
                .bind("member", request.memberId().value())
                .bind("reason", request.reason())
                .bind("askedAt", request.askedAt().atOffset(ZoneOffset.UTC))
                .execute();
    }

    /** Writes what became of a request that was open. */
    void decide(Handle handle, AccessRequest request) {
        var decision = Objects.requireNonNull(request.decision());
        var given = decision.grant();
        handle.createUpdate("""
                        update access_request
                           set status = :status, decided_at = :at, decided_by = :by, note = :note,
                               grant_id = :grant, role = :role, valid_until = :until
                         where access_request_id = :id and status = 'open'
                        """)
                .bind("status", request.status().wire())
                .bind("at", decision.at().atOffset(ZoneOffset.UTC))
                .bind("by", decision.by())
                .bind("note", decision.note())
                .bind("grant", given == null ? null : given.grantId())
                .bind("role", given == null ? null : given.role())
                .bind("until", offset(given == null ? null : given.validUntil()))
                .bind("id", request.accessRequestId())
                .execute();
    }

    /** How many were forgotten. */
    int deleteDecidedBefore(Handle handle, Instant before) {
        return handle.createUpdate("delete from access_request where decided_at < :before")
                .bind("before", before.atOffset(ZoneOffset.UTC))
                .execute();
    }

    private static AccessRequest request(ResultSet row) throws SQLException {
        return new AccessRequest(
                row.getObject("access_request_id", UUID.class),
                new ApplicationId(row.getString("org_id"), row.getString("app_id")),
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                new MemberId(row.getObject("member_id", UUID.class)),
                row.getString("reason"),
                Status.of(row.getString("status")).orElseThrow(),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                decision(row));
    }

    private static @Nullable Decision decision(ResultSet row) throws SQLException {
        var at = instant(row, "decided_at");
        return at == null ? null : new Decision(at, row.getString("decided_by"), row.getString("note"), given(row));
    }

    private static @Nullable Given given(ResultSet row) throws SQLException {
        var grant = row.getObject("grant_id", UUID.class);
        return grant == null ? null : new Given(grant, row.getString("role"), instant(row, "valid_until"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime offset(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
