package pro.jit.orgsync.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import pro.jit.orgsync.organization.Organization;
import pro.jit.orgsync.organization.OrganizationId;
import pro.jit.orgsync.organization.Organizations;

/**
 * Asks permission-service which of the people a run would remove may sign in now, for whoever decides about the run. If it cannot be asked, that
 * stays unsaid.
 */
@ApplicationScoped
class LosingAccess {
    private static final Logger LOG = Logger.getLogger(LosingAccess.class);
    private static final int AT_ONCE = 1_000;

    private final Jdbi jdbi;
    private final Organizations organizations;
    private final SyncRunRepository runs;
    private final MemberAccessApi permission;

    LosingAccess(
            Jdbi jdbi, Organizations organizations, SyncRunRepository runs, @RestClient MemberAccessApi permission) {
        this.jdbi = jdbi;
        this.organizations = organizations;
        this.runs = runs;
        this.permission = permission;
    }

    /** Notes it with the run and with each removal. */
    void note(OrganizationId id, UUID runId) {
        var organization = organizations.get(id);
        try {
            var losing = new ArrayList<UUID>();
            var removed = removed(runId);
            for (var from = 0; from < removed.size(); from += AT_ONCE) {
                losing.addAll(ask(organization, removed.subList(from, Math.min(removed.size(), from + AT_ONCE))));
            }
            jdbi.useTransaction(handle -> {
                runs.fence(handle, runId);
                handle.createUpdate("""
                                update sync_change set loses_access = cast(id as uuid) = any (:losing)
                                where run_id = :run and entity = 'member' and kind = 'removed'
                                """)
                        .bind("run", runId)
                        .bindArray("losing", UUID.class, losing)
                        .execute();
                handle.createUpdate("update sync_run set losing_access = :count where run_id = :run")
                        .bind("count", losing.size())
                        .bind("run", runId)
                        .execute();
            });
        } catch (RunEnded e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warnf(
                    "who loses access could not be asked  syncRunId=%s error=%s",
                    runId, e.getClass().getSimpleName());
        }
    }

    private List<UUID> removed(UUID runId) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        select cast(id as uuid) from sync_change
                        where run_id = :run and entity = 'member' and kind = 'removed' order by position
                        """).bind("run", runId).mapTo(UUID.class).list());
    }

    private List<UUID> ask(Organization organization, List<UUID> members) {
        var question = JsonNodeFactory.instance.objectNode();
        question.put("organization_id", organization.organizationId().toString());
        var ids = question.putArray("member_ids");
        members.forEach(member -> ids.add(member.toString()));
        var items = permission
                .access(organization.orgId(), organization.appId(), question)
                .path("items");
        if (!items.isArray() || items.size() != members.size()) {
            throw new IllegalStateException("Not an answer about everybody asked about");
        }
        var losing = new ArrayList<UUID>();
        for (JsonNode item : items) {
            if (item.path("decision").asBoolean()) {
                losing.add(UUID.fromString(item.path("member_id").asText()));
            }
        }
        return losing;
    }
}
