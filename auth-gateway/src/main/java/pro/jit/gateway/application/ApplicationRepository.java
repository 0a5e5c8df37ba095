package pro.jit.gateway.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The table {@code application}. */
@ApplicationScoped
class ApplicationRepository {
    private final Jdbi jdbi;
    private final ObjectMapper json;

    ApplicationRepository(Jdbi jdbi, ObjectMapper json) {
        this.jdbi = jdbi;
        this.json = json;
    }

    Optional<Application> find(String orgId, String appId) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select * from application where org_id = :org and app_id = :app")
                        .bind("org", orgId)
                        .bind("app", appId)
                        .map((row, context) -> application(row))
                        .findOne());
    }

    /**
     * Those after {@code (afterOrg, afterApp)} in the order of their addresses.
     *
     * @param among each {@code org_id/app_id}; null for all
     */
    List<Application> list(@Nullable List<String> among, String afterOrg, String afterApp, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from application
                        where (org_id, app_id) > (:org, :app) and (:all or org_id || '/' || app_id = any(:among))
                        order by org_id, app_id
                        limit :limit""")
                .bind("all", among == null)
                .bindArray("among", String.class, among == null ? List.of() : among)
                .bind("org", afterOrg)
                .bind("app", afterApp)
                .bind("limit", limit)
                .map((row, context) -> application(row))
                .list());
    }

    /** False if there is one at this address. */
    boolean insert(Application application) {
        return jdbi.withHandle(
                        handle -> bound(handle.createUpdate("""
                        insert into application (org_id, app_id, title, entry_origins, upstream, login_mode,
                            token_seconds, idle_seconds, absolute_seconds, login_methods)
                        values (:org, :app, :title, :origins, :upstream, :mode, :token, :idle, :absolute, :methods::jsonb)
                        on conflict do nothing"""), application).execute())
                == 1;
    }

    /** False if there is none at this address. */
    boolean update(Application application) {
        return jdbi.withHandle(
                        handle -> bound(handle.createUpdate("""
                        update application set title = :title, entry_origins = :origins, upstream = :upstream, login_mode = :mode,
                            token_seconds = :token, idle_seconds = :idle, absolute_seconds = :absolute,
                            login_methods = :methods::jsonb, updated_at = now()
                        where org_id = :org and app_id = :app"""), application).execute())
                == 1;
    }

    boolean delete(String orgId, String appId) {
        return jdbi.withHandle(
                        handle -> handle.createUpdate("delete from application where org_id = :org and app_id = :app")
                                .bind("org", orgId)
                                .bind("app", appId)
                                .execute())
                == 1;
    }

    private <S extends SqlStatement<S>> S bound(S statement, Application application) {
        var upstream = application.upstream();
        return statement
                .bind("org", application.orgId())
                .bind("app", application.appId())
                .bind("title", application.title())
                .bindArray(
                        "origins",
                        String.class,
                        application.entryOrigins().stream().map(URI::toString).toList())
                .bind("upstream", upstream == null ? null : upstream.toString())
                .bind("mode", application.loginMode().wire())
                .bind("token", application.session().tokenSeconds())
                .bind("idle", application.session().idleSeconds())
                .bind("absolute", application.session().absoluteSeconds())
                .bind("methods", write(application.loginMethods()));
    }

    private Application application(ResultSet row) throws SQLException {
        var upstream = row.getString("upstream");
        return new Application(
                row.getString("org_id"),
                row.getString("app_id"),
                row.getString("title"),
                Arrays.stream((String[]) row.getArray("entry_origins").getArray())
                        .map(URI::create)
                        .toList(),
                upstream == null ? null : URI.create(upstream),
                LoginMode.of(row.getString("login_mode")),
                new SessionLife(
                        row.getInt("token_seconds"), row.getInt("idle_seconds"), row.getInt("absolute_seconds")),
                read(row.getString("login_methods")));
    }

    private String write(List<LoginMethod> methods) {
        try {
            return json.writeValueAsString(methods);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Login methods could not be written", e);
        }
    }

    private List<LoginMethod> read(String methods) {
        try {
            return json.readValue(methods, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Login methods could not be read", e);
        }
    }
}
