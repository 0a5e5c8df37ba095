package pro.jit.permission.role;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.Page;
import pro.jit.permission.Precondition;
import pro.jit.permission.audit.Caller;
import pro.jit.permission.audit.ChangeRecord;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.problem.Problem;
import pro.jit.permission.problem.ProblemException;

/** The roles of applications. */
@ApplicationScoped
public class Roles {
    private static final List<Role> BUILT_IN =
            List.of(new Role("administrator", "Administrator", true, 0), new Role("member", "Member", true, 0));

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
                        select name, title, version from role
                         where org_id = :orgId and app_id = :appId and (cast(:after as text) is null or name > :after)
                         order by name limit :limit
                        """)
                .bind("orgId", application.orgId())
                .bind("appId", application.appId())
                .bind("after", after)
                .bind("limit", limit + 1)
                .map((row, context) -> role(row))
                .list());
        var page = Page.of(stored, limit, Role::name);
        if (after != null) {
            return page;
        }
        var items = new ArrayList<>(BUILT_IN);
        items.addAll(page.items());
        return new Page<>(items, page.nextCursor());
    }

    Role create(Caller caller, ApplicationId application, String name, String title) {
        refuseBuiltIn(name);
        return jdbi.inTransaction(handle -> {
            var role = handle.createQuery("""
                            insert into role (org_id, app_id, name, title, created_at)
                            values (:orgId, :appId, :name, :title, :now) on conflict do nothing
                            returning name, title, version
                            """)
                    .bind("orgId", application.orgId())
                    .bind("appId", application.appId())
                    .bind("name", name)
                    .bind("title", title)
                    .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .map((row, context) -> role(row))
                    .findOne()
                    .orElseThrow(
                            () -> ProblemException.of(Problem.CONFLICT, "The application has a role of this name."));
            record.add(handle, caller, application, "role.created", name, null, role);
            return role;
        });
    }

    /** Gives a role another title, if it is still as the caller knows it. */
    Role rename(Caller caller, ApplicationId application, String name, String title, Precondition precondition) {
        refuseBuiltIn(name);
        return jdbi.inTransaction(handle -> {
            var before = kept(handle, application, name);
            precondition.check(before.version());
            if (before.title().equals(title)) {
                return before;
            }
            var after = handle.createQuery("""
                            update role set title = :title, version = nextval('version_number')
                             where org_id = :orgId and app_id = :appId and name = :name
                            returning name, title, version
                            """)
                    .bind("title", title)
                    .bind("orgId", application.orgId())
                    .bind("appId", application.appId())
                    .bind("name", name)
                    .map((row, context) -> role(row))
                    .one();
            record.add(handle, caller, application, "role.updated", name, before, after);
            return after;
        });
    }

    /** Refused while a grant uses it: removing a role must not silently take rights away. */
    void remove(Caller caller, ApplicationId application, String name, Precondition precondition) {
        refuseBuiltIn(name);
        jdbi.useTransaction(handle -> {
            handle.createQuery("select 1 from pg_advisory_xact_lock(hashtextextended('roles ' || :application, 0))")
                    .bind("application", application.toString())
                    .mapTo(Integer.class)
                    .one();
            var before = kept(handle, application, name);
            precondition.check(before.version());
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
        return stored(handle, application, name, "");
    }

    /** The role as it stays until this transaction changes it or ends. */
    private static Role kept(Handle handle, ApplicationId application, String name) {
        return stored(handle, application, name, " for update").orElseThrow(Roles::unknown);
    }

    private static Optional<Role> stored(Handle handle, ApplicationId application, String name, String lock) {
        return handle.createQuery(
                        "select name, title, version from role where org_id = :orgId and app_id = :appId and name = :name"
                                + lock)
                .bind("orgId", application.orgId())
                .bind("appId", application.appId())
                .bind("name", name)
                .map((row, context) -> role(row))
                .findOne();
    }

    private static Role role(ResultSet row) throws SQLException {
        return new Role(row.getString("name"), row.getString("title"), false, row.getLong("version"));
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
