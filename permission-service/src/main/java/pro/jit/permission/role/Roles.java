package pro.jit.permission.role;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.Page;
import pro.jit.permission.audit.Caller;
import pro.jit.permission.audit.ChangeRecord;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.problem.Problem;
import pro.jit.permission.problem.ProblemException;

/** The roles of applications. */
@ApplicationScoped
public class Roles {
    private static final List<Role> BUILT_IN =
            List.of(new Role("administrator", "Administrator", true), new Role("member", "Member", true));

    private final Jdbi jdbi;
    private final ChangeRecord record;
    private final Clock clock;

    Roles(Jdbi jdbi, ChangeRecord record, Clock clock) {
        this.jdbi = jdbi;
        this.record = record;
        this.clock = clock;
    }

    /** Whether the application has this role; if so, it is not removed before this transaction ends. */
    public boolean keep(Handle handle, ApplicationId application, String name) {
        if (builtIn(name).isPresent()) {
            return true;
        }
        handle.createQuery("select 1 from pg_advisory_xact_lock_shared(hashtextextended('roles ' || :application, 0))")
                .bind("application", application.toString())
                .mapTo(Integer.class)
                .one();
        return stored(handle, application, name).isPresent();
    }

    Optional<Role> find(ApplicationId application, String name) {
        var builtIn = builtIn(name);
        return builtIn.isPresent() ? builtIn : jdbi.withHandle(handle -> stored(handle, application, name));
    }

    /** The built-in ones on the first page, then by name. */
    Page<Role> list(ApplicationId application, @Nullable String after, int limit) {
        var stored = jdbi.withHandle(handle -> handle.createQuery("""
                        select name, title from role
                         where org_id = :orgId and app_id = :appId and (cast(:after as text) is null or name > :after)
                         order by name limit :limit
                        """)
                .bind("orgId", application.orgId())
                .bind("appId", application.appId())
                .bind("after", after)
                .bind("limit", limit + 1)
                .map((row, context) -> new Role(row.getString("name"), row.getString("title"), false))
                .list());
        var page = Page.of(stored, limit, Role::name);
        if (after != null) {
            return page;
        }
        var items = new ArrayList<>(BUILT_IN);
        items.addAll(page.items());
        return new Page<>(items, page.nextCursor());
    }

    Role create(Caller caller, ApplicationId application, Role role) {
        refuseBuiltIn(role.name());
        return jdbi.inTransaction(handle -> {
            var created = handle.createUpdate("""
                            insert into role (org_id, app_id, name, title, created_at)
                            values (:orgId, :appId, :name, :title, :now) on conflict do nothing
                            """)
                    .bind("orgId", application.orgId())
                    .bind("appId", application.appId())
                    .bind("name", role.name())
                    .bind("title", role.title())
                    .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .execute();
            if (created == 0) {
                throw ProblemException.of(Problem.CONFLICT, "The application has a role of this name.");
            }
            record.add(handle, caller, application, "role.created", role.name(), null, role);
            return role;
        });
    }

    Role rename(Caller caller, ApplicationId application, String name, String title) {
        refuseBuiltIn(name);
        return jdbi.inTransaction(handle -> {
            var before = stored(handle, application, name).orElseThrow(Roles::unknown);
            var after = new Role(name, title, false);
            handle.createUpdate(
                            "update role set title = :title where org_id = :orgId and app_id = :appId and name = :name")
                    .bind("title", title)
                    .bind("orgId", application.orgId())
                    .bind("appId", application.appId())
                    .bind("name", name)
                    .execute();
            record.add(handle, caller, application, "role.updated", name, before, after);
            return after;
        });
    }

    /** Refused while a grant uses it: removing a role must not silently take rights away. */
    void remove(Caller caller, ApplicationId application, String name) {
        refuseBuiltIn(name);
        jdbi.useTransaction(handle -> {
            handle.createQuery("select 1 from pg_advisory_xact_lock(hashtextextended('roles ' || :application, 0))")
                    .bind("application", application.toString())
                    .mapTo(Integer.class)
                    .one();
            var before = stored(handle, application, name).orElseThrow(Roles::unknown);
            var uses = uses(handle, application, name);
            if (uses > 0) {
                throw ProblemException.of(
                        Problem.CONFLICT, "Grants use this role: " + uses + ". Remove or change them first.");
            }
            handle.createUpdate("delete from role where org_id = :orgId and app_id = :appId and name = :name")
                    .bind("orgId", application.orgId())
                    .bind("appId", application.appId())
                    .bind("name", name)
                    .execute();
            record.add(handle, caller, application, "role.removed", name, before, null);
        });
    }

    private static int uses(Handle handle, ApplicationId application, String name) {
        return handle.createQuery(
                        "select count(*) from access_grant where org_id = :orgId and app_id = :appId and role = :name")
                .bind("orgId", application.orgId())
                .bind("appId", application.appId())
                .bind("name", name)
                .mapTo(Integer.class)
                .one();
    }

    private static Optional<Role> stored(Handle handle, ApplicationId application, String name) {
        return handle.createQuery(
                        "select name, title from role where org_id = :orgId and app_id = :appId and name = :name")
                .bind("orgId", application.orgId())
                .bind("appId", application.appId())
                .bind("name", name)
                .map((row, context) -> new Role(row.getString("name"), row.getString("title"), false))
                .findOne();
    }

    private static Optional<Role> builtIn(String name) {
        return BUILT_IN.stream().filter(role -> role.name().equals(name)).findFirst();
    }

    private static void refuseBuiltIn(String name) {
        if (builtIn(name).isPresent()) {
            throw ProblemException.of(Problem.CONFLICT, "The role " + name + " is built in.");
        }
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("The application has no role of this name.");
    }
}
