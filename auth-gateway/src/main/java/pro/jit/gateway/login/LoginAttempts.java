package pro.jit.gateway.login;

import com.fasterxml.uuid.NoArgGenerator;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
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

/**
 * The record of sign-ins, for administrators who are asked what happened to somebody: never a code, token or state in it.
 *
 * <p>An attempt is {@code started} when the browser is sent to Feishu or its client is asked, and {@code signed_in} or {@code refused} when it
 * comes back. One that has not come back when its transaction is over reads as {@code abandoned}; where the client's bridge did not answer and
 * the redirect followed, as {@code fell_back}. A QR code shown to nobody in particular is no attempt until it has been scanned. Those that have
 * ended are counted too: {@code jit_logins}.
 */
@ApplicationScoped
public class LoginAttempts {
    private static final Logger LOG = Logger.getLogger(LoginAttempts.class);
    private static final String STARTED = "started";

    private final Jdbi jdbi;
    private final NoArgGenerator ids;
    private final LoginConfig config;
    private final MeterRegistry meters;
    private final Clock clock;

    LoginAttempts(Jdbi jdbi, NoArgGenerator ids, LoginConfig config, MeterRegistry meters, Clock clock) {
        this.jdbi = jdbi;
        this.ids = ids;
        this.config = config;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * One attempt as administrators see it.
     *
     * @param mode {@code workspace}, {@code bridge}, {@code qr}, {@code browser}, or {@code unknown} where nobody had started it
     * @param outcome {@code started}, {@code signed_in}, {@code refused}, {@code abandoned} or {@code fell_back}
     * @param continuedAs the attempt that followed one that fell back
     * @param requestId of the request it came back with; while it has not, of the one it started with
     */
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
            @Nullable String name,
            String requestId,
            @Nullable FeishuSays feishu,
            @Nullable String setupStep,
            @Nullable String continuedAs) {}

    /**
     * Filters; null means any.
     *
     * @param among applications, each {@code org_id/app_id}
     * @param from started then or later
     * @param to started before
     */
    record Filter(
            @Nullable List<String> among,
            @Nullable String orgId,
            @Nullable String appId,
            @Nullable String openId,
            @Nullable String problem,
            @Nullable String outcome,
            @Nullable String requestId,
            @Nullable Instant from,
            @Nullable Instant to) {
        Filter {
            among = among == null ? null : List.copyOf(among);
        }
    }

    /** Keeps that an attempt has begun. */
    void started(Application application, LoginTransaction transaction, String requestId) {
        keep(
                requestId,
                () -> jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into login_attempt (attempt_id, org_id, app_id, organization_id, mode, started_at, outcome, request_id)
                        values (:id, :org, :app, :organization, :mode, :started, :outcome, :request)
                        on conflict do nothing""")
                        .bind("id", transaction.attemptId())
                        .bind("org", application.orgId())
                        .bind("app", application.appId())
                        .bind("organization", transaction.organizationId())
                        .bind("mode", mode(transaction))
                        .bind("started", transaction.startedAt())
                        .bind("outcome", STARTED)
                        .bind("request", requestId)
                        .execute()));
    }

    /** Keeps that an attempt by the bridge led nowhere and this one followed; one that has ended otherwise stays as it is. */
    void fellBack(LoginTransaction bridge, LoginTransaction redirect, String requestId) {
        keep(
                requestId,
                () -> jdbi.useHandle(handle -> handle.createUpdate("""
                        update login_attempt set outcome = 'fell_back', continued_as = :next
                        where attempt_id = :id and outcome = :started""")
                        .bind("next", redirect.attemptId())
                        .bind("id", bridge.attemptId())
                        .bind("started", STARTED)
                        .execute()));
    }

    /** Keeps how an attempt ended. */
    void ended(Application application, LoginTransaction transaction, LoginStep step, String requestId) {
        var problem =
                switch (step) {
                    case LoginStep.Refuse refuse -> refuse.occurrence().problem();
                    case LoginStep.Show show -> show.page().notice();
                    case LoginStep.Enter enter -> null;
                    case LoginStep.AskFeishu ask -> null;
                };
        var who =
                switch (step) {
                    case LoginStep.Enter enter -> enter.who();
                    case LoginStep.Refuse refuse -> refuse.who();
                    case LoginStep.Show show -> null;
                    case LoginStep.AskFeishu ask -> null;
                };
        var said = step instanceof LoginStep.Refuse refuse ? refuse.said() : null;
        var end = new End(
                transaction.attemptId(),
                transaction.organizationId(),
                mode(transaction),
                transaction.startedAt(),
                step instanceof LoginStep.Enter ? "signed_in" : "refused",
                problem,
                who,
                said);
        keep(application, end, requestId);
    }

    /** Keeps that somebody came back with a {@code state} that nobody had started, or not any more. */
    void expired(Application application, String requestId) {
        var end =
                new End(ids.generate(), null, "unknown", clock.instant(), "refused", Problem.LOGIN_EXPIRED, null, null);
        keep(application, end, requestId);
    }

    private record End(
            UUID attemptId,
            @Nullable String organizationId,
            String mode,
            Instant startedAt,
            String outcome,
            @Nullable Problem problem,
            LoginStep.@Nullable Who who,
            @Nullable FeishuSays said) {}

    /** Counts it, and keeps it. */
    private void keep(Application application, End end, String requestId) {
        var problem = end.problem();
        meters.counter(
                        "jit_logins",
                        "way",
                        end.mode(),
                        "outcome",
                        end.outcome(),
                        "problem",
                        problem == null ? "none" : problem.id())
                .increment();
        keep(requestId, () -> insert(application, end, requestId));
    }

    private void insert(Application application, End end, String requestId) {
        var who = end.who();
        var said = end.said();
        var problem = end.problem();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into login_attempt (attempt_id, org_id, app_id, organization_id, mode, started_at, returned_at,
                            outcome, problem, open_id, name, request_id, feishu_code, feishu_log_id, feishu_help_url)
                        values (:id, :org, :app, :organization, :mode, :started, :returned,
                            :outcome, :problem, :openId, :name, :request, :code, :logId, :help)
                        on conflict (attempt_id) do update set returned_at = excluded.returned_at, outcome = excluded.outcome,
                            problem = excluded.problem, open_id = excluded.open_id, name = excluded.name,
                            request_id = excluded.request_id, feishu_code = excluded.feishu_code,
                            feishu_log_id = excluded.feishu_log_id, feishu_help_url = excluded.feishu_help_url""")
                .bind("id", end.attemptId())
                .bind("org", application.orgId())
                .bind("app", application.appId())
                .bind("organization", end.organizationId())
                .bind("mode", end.mode())
                .bind("started", end.startedAt())
                .bind("returned", clock.instant())
                .bind("outcome", end.outcome())
                .bind("problem", problem == null ? null : problem.id())
                .bind("openId", who == null ? null : who.openId())
                .bind("name", who == null ? null : who.name())
                .bind("request", requestId)
                .bind("code", said == null ? null : said.code())
                .bind("logId", said == null ? null : said.logId())
                .bind("help", said == null ? null : said.helpUrl())
                .execute());
    }

    /** That it cannot be kept stops nobody from signing in. */
    private static void keep(String requestId, Runnable write) {
        try {
            write.run();
        } catch (RuntimeException e) {
            LOG.errorf(e, "login attempt not recorded requestId=%s", requestId);
        }
    }

    /** Newest first. */
    List<Attempt> list(Filter filter, @Nullable UUID before, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from (
                            select attempt_id, org_id, app_id, organization_id, mode, started_at, returned_at, problem, open_id,
                                name, request_id, feishu_code, feishu_log_id, feishu_help_url, continued_as,
                                case when outcome = :startedOutcome and started_at < :over then 'abandoned' else outcome end as outcome
                            from login_attempt
                        ) attempt
                        where (:all or org_id || '/' || app_id = any(:among))
                          and (:org::text is null or org_id = :org)
                          and (:app::text is null or app_id = :app)
                          and (:openId::text is null or open_id = :openId)
                          and (:problem::text is null or problem = :problem)
                          and (:outcome::text is null or outcome = :outcome)
                          and (:request::text is null or request_id = :request)
                          and (:from::timestamptz is null or started_at >= :from)
                          and (:to::timestamptz is null or started_at < :to)
                          and (:before::uuid is null or attempt_id < :before)
                        order by attempt_id desc limit :limit""")
                .bind("startedOutcome", STARTED)
                .bind("over", clock.instant().minus(LoginTransaction.LIFE))
                .bind("all", filter.among() == null)
                .bindArray("among", String.class, filter.among() == null ? List.of() : filter.among())
                .bind("org", filter.orgId())
                .bind("app", filter.appId())
                .bind("openId", filter.openId())
                .bind("problem", filter.problem())
                .bind("outcome", filter.outcome())
                .bind("request", filter.requestId())
                .bind("from", filter.from())
                .bind("to", filter.to())
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> attempt(row))
                .list());
    }

    /** Forgets what is older than it is kept for. */
    @Scheduled(every = "1h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void prune() {
        var forgotten =
                jdbi.withHandle(handle -> handle.createUpdate("delete from login_attempt where started_at < :before")
                        .bind("before", clock.instant().minus(config.attemptsKept()))
                        .execute());
        if (forgotten > 0) {
            LOG.infof("login attempts forgotten count=%d", forgotten);
        }
    }

    private static String mode(LoginTransaction transaction) {
        return transaction.way().name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable FeishuSays said(ResultSet row) throws SQLException {
        var code = row.getLong("feishu_code");
        return row.wasNull()
                ? null
                : new FeishuSays(code, row.getString("feishu_log_id"), row.getString("feishu_help_url"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
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
                instant(row.getTimestamp("returned_at")),
                row.getString("outcome"),
                row.getString("problem"),
                row.getString("open_id"),
                row.getString("name"),
                row.getString("request_id"),
                said,
                said == null ? null : said.setupStep(),
                row.getString("continued_as"));
    }
}
