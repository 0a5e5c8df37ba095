package pro.jit.gateway.login;

import com.fasterxml.uuid.NoArgGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.application.Application;
import pro.jit.gateway.problem.Problem;

/** The record of sign-ins that came back from Feishu. */
@ApplicationScoped
public class LoginAttempts {
    private static final Logger LOG = Logger.getLogger(LoginAttempts.class);

    private final Jdbi jdbi;
    private final NoArgGenerator ids;
    private final Clock clock;

    LoginAttempts(Jdbi jdbi, NoArgGenerator ids, Clock clock) {
        this.jdbi = jdbi;
        this.ids = ids;
        this.clock = clock;
    }

    /** One attempt as administrators see it. */
    public record Attempt(
            String attemptId,
            String orgId,
            String appId,
            @Nullable String organizationId,
            String mode,
            Instant startedAt,
            @Nullable Instant returnedAt,
            String outcome,
            @Nullable String problem,
            @Nullable String openId,
            String requestId,
            @Nullable FeishuSays feishu,
            @Nullable String setupStep) {}

    /** Filters; null means any. */
    record Filter(
            @Nullable String orgId,
            @Nullable String appId,
            @Nullable String openId,
            @Nullable String problem) {}

    /** Keeps how an attempt ended. That it cannot be kept stops nobody from signing in. */
    void record(Application application, LoginTransaction transaction, LoginStep step, String requestId) {
        var problem =
                switch (step) {
                    case LoginStep.Refuse refuse -> refuse.occurrence().problem();
                    case LoginStep.Show show -> show.page().notice();
                    case LoginStep.Enter enter -> null;
                    case LoginStep.AskFeishu ask -> null;
                };
        var said = step instanceof LoginStep.Refuse refuse ? refuse.said() : null;
        try {
            jdbi.useHandle(handle -> handle.createUpdate("""
                            insert into login_attempt (attempt_id, org_id, app_id, organization_id, mode, started_at,
                                returned_at, outcome, problem, open_id, request_id,
                                feishu_code, feishu_log_id, feishu_help_url)
                            values (:id, :org, :app, :organization, :mode, :started, :returned, :outcome, :problem, :openId,
                                :request, :code, :logId, :help)""")
                    .bind("id", ids.generate())
                    .bind("org", application.orgId())
                    .bind("app", application.appId())
                    .bind("organization", transaction.organizationId())
                    .bind("mode", transaction.way().name().toLowerCase(Locale.ROOT))
                    .bind("started", transaction.startedAt())
                    .bind("returned", clock.instant())
                    .bind("outcome", step instanceof LoginStep.Enter ? "signed_in" : "refused")
                    .bind("problem", id(problem))
                    .bind("openId", openId(step))
                    .bind("request", requestId)
                    .bind("code", said == null ? null : said.code())
                    .bind("logId", said == null ? null : said.logId())
                    .bind("help", said == null ? null : said.helpUrl())
                    .execute());
        } catch (RuntimeException e) {
            LOG.errorf(e, "login attempt not recorded requestId=%s", requestId);
        }
    }

    /** Newest first. */
    List<Attempt> list(Filter filter, @Nullable UUID before, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from login_attempt
                        where (:org::text is null or org_id = :org)
                          and (:app::text is null or app_id = :app)
                          and (:openId::text is null or open_id = :openId)
                          and (:problem::text is null or problem = :problem)
                          and (:before::uuid is null or attempt_id < :before)
                        order by attempt_id desc limit :limit""")
                .bind("org", filter.orgId())
                .bind("app", filter.appId())
                .bind("openId", filter.openId())
                .bind("problem", filter.problem())
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> attempt(row))
                .list());
    }

    private static @Nullable String openId(LoginStep step) {
        return switch (step) {
            case LoginStep.Enter enter -> enter.openId();
            case LoginStep.Refuse refuse -> refuse.openId();
            case LoginStep.Show show -> null;
            case LoginStep.AskFeishu ask -> null;
        };
    }

    private static @Nullable FeishuSays said(ResultSet row) throws SQLException {
        var code = row.getLong("feishu_code");
        return row.wasNull()
                ? null
                : new FeishuSays(code, row.getString("feishu_log_id"), row.getString("feishu_help_url"));
    }

    private static Attempt attempt(ResultSet row) throws SQLException {
        var said = said(row);
        return new Attempt(
                row.getString("attempt_id"),
                row.getString("org_id"),
                row.getString("app_id"),
                row.getString("organization_id"),
                row.getString("mode"),
                row.getTimestamp("started_at").toInstant(),
                row.getTimestamp("returned_at").toInstant(),
                row.getString("outcome"),
                row.getString("problem"),
                row.getString("open_id"),
                row.getString("request_id"),
                said,
                said == null ? null : said.setupStep());
    }

    private static @Nullable String id(@Nullable Problem problem) {
        return problem == null ? null : problem.id();
    }
}
