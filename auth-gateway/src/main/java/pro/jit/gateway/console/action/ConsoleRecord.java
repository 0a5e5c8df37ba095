package pro.jit.gateway.console.action;

import com.fasterxml.uuid.NoArgGenerator;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import pro.jit.gateway.console.session.Attendance;
import pro.jit.gateway.console.session.ConsoleActor;
import pro.jit.gateway.problem.RequestId;

/**
 * Writes down each call of somebody at the console that may change something, however it was answered, and forgets what is too old. Written when the
 * answer has been sent; what cannot be written is in the log.
 */
@ApplicationScoped
class ConsoleRecord {
    private static final Logger LOG = Logger.getLogger(ConsoleRecord.class);

    /** Before the console's door, which may answer. */
    private static final int ROUTE_ORDER = -102;

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    /** A wizard left open asks for it every minute. It changes nothing, and the rest may not be kept out of the record by saying that nobody did it. */
    private static final Pattern CHECK = Pattern.compile("/api/org/organizations/[^/]+/setup/check");

    private static final int LONGEST_PATH = 2_000;

    /** As nginx has it: the client closed the request. */
    private static final int NOT_WAITED_FOR = 499;

    private final ConsoleActionRepository repository;
    private final ExecutorService virtualThreads;
    private final NoArgGenerator ids;
    private final Clock clock;
    private final Duration kept;

    /**
     * Keeps them for so long.
     *
     * @param kept {@code JIT_CONSOLE_ACTIONS_KEPT}: how long the record of what was done at the console is kept
     */
    ConsoleRecord(
            ConsoleActionRepository repository,
            @VirtualThreads ExecutorService virtualThreads,
            NoArgGenerator ids,
            Clock clock,
            @ConfigProperty(name = "jit.console.actions-kept", defaultValue = "P365D") Duration kept) {
        this.repository = repository;
        this.virtualThreads = virtualThreads;
        this.ids = ids;
        this.clock = clock;
        this.kept = kept;
    }

    void register(@Observes Router router) {
        for (var path : new String[] {"/api/*", "/scim/*", "/console/*"}) {
            router.route(path).order(ROUTE_ORDER).handler(this::watch);
        }
    }

    private void watch(RoutingContext context) {
        if (!SAFE.contains(context.request().method().name()) && !isNobodys(context.request())) {
            var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            context.addEndHandler(
                    ended -> ConsoleActor.of(context).ifPresent(actor -> write(context, actor, at, ended.succeeded())));
        }
        context.next();
    }

    private static boolean isNobodys(HttpServerRequest request) {
        return Attendance.of(request) == Attendance.UNATTENDED
                && CHECK.matcher(request.path()).matches();
    }

    private void write(RoutingContext context, String actor, Instant at, boolean answered) {
        var path = context.request().path();
        var action = new ConsoleAction(
                ids.generate(),
                at,
                actor,
                context.request().method().name(),
                path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) : path,
                answered ? context.response().getStatusCode() : NOT_WAITED_FOR,
                RequestId.of(context));
        virtualThreads.execute(() -> {
            try {
                repository.insert(action);
            } catch (RuntimeException e) {
                LOG.errorf(
                        "console action not recorded principal=%s method=%s path=%s status=%d error=%s",
                        actor,
                        action.method(),
                        action.path(),
                        action.status(),
                        e.getClass().getSimpleName());
            }
        });
    }

    @Scheduled(every = "1h", delayed = "2m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void prune() {
        var removed = repository.deleteBefore(clock.instant().minus(kept));
        if (removed > 0) {
            LOG.infof("console actions forgotten count=%d", removed);
        }
    }
}
