package pro.jit.permission.grant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.directory.ApplicationId;

/** Grants in the database. */
@ApplicationScoped
class GrantRepository {
    private static final RowMapper<StoredGrant> STORED = (row, context) -> new StoredGrant(
            Grant.of(row),
            row.getLong("version"),
            row.getBoolean("orphaned"),
            row.getObject("created_at", OffsetDateTime.class).toInstant(),
            row.getObject("updated_at", OffsetDateTime.class).toInstant());

    private static final String SELECT = "select " + Grant.COLUMNS + """
            , version, created_at, updated_at,
              not exists (select 1 from organization
                           where organization.organization_id = g.organization_id and status <> 'deleted')
              or principal_type = 'member' and not exists (
                  select 1 from member where member.organization_id = g.organization_id and member_id = principal_id
                     and status <> 'resigned')
              or principal_type = 'department' and not exists (
                  select 1 from department where department.organization_id = g.organization_id
                     and department_id = principal_id and status = 'active') as orphaned
              from access_grant g
            """;

    private final ObjectMapper json;

    GrantRepository(ObjectMapper json) {
        this.json = json;
    }

    /** Which grants to list; a null says nothing. */
    record Filter(
            @Nullable UUID organizationId,
            @Nullable String principalType,
            @Nullable UUID principalId,
            @Nullable String role,
            @Nullable String effect) {}

    /** Those of the application among these. */
    Map<UUID, StoredGrant> find(Handle handle, ApplicationId application, Collection<UUID> grantIds) {
        var found = new HashMap<UUID, StoredGrant>();
        handle.createQuery(SELECT + " where org_id = :orgId and app_id = :appId and grant_id = any(:ids)")
                .bind("orgId", application.orgId())
                .bind("appId", application.appId())
                .bind("ids", grantIds.toArray(UUID[]::new))
                .map(STORED)
                .forEach(stored -> found.put(stored.grant().grantId(), stored));
        return found;
    }

    List<StoredGrant> list(Handle handle, ApplicationId application, Filter filter, @Nullable UUID after, int atMost) {
        return handle.createQuery(SELECT + """
                        where org_id = :orgId and app_id = :appId
                          and (cast(:after as uuid) is null or grant_id > :after)
                          and (cast(:organization as uuid) is null or organization_id = :organization)
                          and (cast(:principalType as text) is null or principal_type = :principalType)
                          and (cast(:principalId as uuid) is null or principal_id = :principalId)
                          and (cast(:role as text) is null or role = :role)
                          and (cast(:effect as text) is null or effect = :effect)
                        order by grant_id limit :atMost
                        """)
                .bind("orgId", application.orgId())
                .bind("appId", application.appId())
                .bind("after", after)
                .bind("organization", filter.organizationId())
                .bind("principalType", filter.principalType())
                .bind("principalId", filter.principalId())
                .bind("role", filter.role())
                .bind("effect", filter.effect())
                .bind("atMost", atMost)
                .map(STORED)
                .list();
    }

    /** The one that says the same, if there is one; never {@code grant} itself. */
    Optional<UUID> identical(Handle handle, Grant grant) {
        return handle.createQuery("""
                        select grant_id from access_grant
                         where organization_id = :organization and principal_type = :principalType
                           and principal_id is not distinct from :principalId
                           and (principal_type <> 'department' or include_sub_departments = :includeSubDepartments)
                           and role = :role and effect = :effect
                           and valid_from is not distinct from :validFrom and valid_until is not distinct from :validUntil
                           and grant_id <> :id
                        """)
                .bind("id", grant.grantId())
                .bind("organization", grant.organizationId().value())
                .bind("principalType", grant.principal().type())
                .bind("principalId", grant.principal().id())
                .bind("includeSubDepartments", GrantView.includesSubDepartments(grant.principal()))
                .bind("role", grant.role())
                .bind("effect", grant.effect().wire())
                .bind("validFrom", offset(grant.validFrom()))
                .bind("validUntil", offset(grant.validUntil()))
                .mapTo(UUID.class)
                .findOne();
    }

    /** Makes grants with one statement, however many; answers the first that says the same as another and so was not made. */
    Optional<Grant> insert(Handle handle, List<Grant> grants, Instant now) {
        if (grants.isEmpty()) {
            return Optional.empty();
        }
        var application = grants.getFirst().application();
        var made = new HashSet<>(handle.createQuery("""
                        insert into access_grant (grant_id, org_id, app_id, organization_id, principal_type, principal_id,
                            include_sub_departments, role, effect, valid_from, valid_until, created_at, updated_at)
                        select grant_id, :orgId, :appId, organization_id, principal ->> 'type', cast(principal ->> 'id' as uuid),
                               include_sub_departments, role, effect, valid_from, valid_until, :now, :now
                          from jsonb_to_recordset(cast(:grants as jsonb)) as wanted (grant_id uuid, organization_id uuid,
                               principal jsonb, include_sub_departments boolean, role text, effect text,
                               valid_from timestamptz, valid_until timestamptz)
                        on conflict do nothing
                        returning grant_id
                        """)
                .bind("orgId", application.orgId())
                .bind("appId", application.appId())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("grants", write(grants.stream().map(RecordedGrant::of).toList()))
                .mapTo(UUID.class)
                .list());
        return grants.stream().filter(grant -> !made.contains(grant.grantId())).findFirst();
    }

    private String write(List<RecordedGrant> grants) {
        try {
            return json.writeValueAsString(grants);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Grants could not be written", e);
        }
    }

    /** Writes what can be changed of a grant: its role and times. */
    void update(Handle handle, Grant grant, Instant now) {
        handle.createUpdate("""
                        update access_grant
                           set role = :role, valid_from = :validFrom, valid_until = :validUntil, updated_at = :now,
                               version = nextval('version_number')
                         where grant_id = :id
                        """)
                .bind("role", grant.role())
                .bind("validFrom", offset(grant.validFrom()))
                .bind("validUntil", offset(grant.validUntil()))
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("id", grant.grantId())
                .execute();
    }

    void delete(Handle handle, Collection<UUID> grantIds) {
        if (grantIds.isEmpty()) {
            return;
        }
        handle.createUpdate("delete from access_grant where grant_id = any(:ids)")
                .bind("ids", grantIds.toArray(UUID[]::new))
                .execute();
    }

    private static @Nullable OffsetDateTime offset(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
