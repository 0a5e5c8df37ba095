package pro.jit.orgsync.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import pro.jit.orgsync.organization.OrganizationId;

/**
 * Who holds which organization's long connection: a row that is good until a moment by the database's clock. Two holders at once would do no harm,
 * since both keep events in the same inbox; so nothing is fenced.
 */
@ApplicationScoped
class ConnectionLeases {
    private final Jdbi jdbi;
    private final EventConfig config;

    ConnectionLeases(Jdbi jdbi, EventConfig config) {
        this.jdbi = jdbi;
        this.config = config;
    }

    /**
     * Takes what is free, and renews what is a quarter over.
     *
     * @return those of {@code wanted} that are this holder's now, and whether it is known that their connection stands
     */
    Map<OrganizationId, Boolean> hold(String holder, Collection<OrganizationId> wanted) {
        if (wanted.isEmpty()) {
            return Map.of();
        }
        var ids = wanted.stream().map(OrganizationId::value).toList();
        return jdbi.inTransaction(handle -> {
            handle.createUpdate("""
                            insert into event_delivery as d (organization_id, holder, held_until)
                            select w.id, :holder, now() + cast(:lease as interval)
                            from unnest(:ids) as w(id)
                            left join event_delivery c on c.organization_id = w.id
                            where c.held_until is null or c.held_until <= now()
                               or (c.holder = :holder and c.held_until < now() + cast(:lease as interval) * 0.75)
                            order by w.id
                            on conflict (organization_id) do update set holder = excluded.holder, held_until = excluded.held_until,
                                connected_since = case when d.holder = excluded.holder then d.connected_since end
                                where d.held_until is null or d.held_until <= now() or d.holder = excluded.holder
                            """)
                    .bind("holder", holder)
                    .bind("lease", config.connectionLease().toString())
                    .bindArray("ids", UUID.class, ids)
                    .execute();
            return handle.createQuery("""
                            select organization_id, connected_since is not null as known_to_stand from event_delivery
                            where holder = :holder and held_until > now() and organization_id = any (:ids)
                            """)
                    .bind("holder", holder)
                    .bindArray("ids", UUID.class, ids)
                    .reduceRows(new HashMap<>(), (held, row) -> {
                        held.put(
                                new OrganizationId(row.getColumn("organization_id", UUID.class)),
                                row.getColumn("known_to_stand", Boolean.class));
                        return held;
                    });
        });
    }

    /** Lets go, so that another may take them at once. */
    void release(String holder, Collection<OrganizationId> held) {
        if (held.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update event_delivery set holder = null, held_until = null, connected_since = null
                        where holder = :holder and organization_id = any (:ids)
                        """)
                .bind("holder", holder)
                .bindArray(
                        "ids",
                        UUID.class,
                        held.stream().map(OrganizationId::value).toList())
                .execute());
    }
}
