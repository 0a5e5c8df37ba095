package pro.jit.orgsync.event;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.feishu.ConnectionSettings;
import pro.jit.orgsync.feishu.FeishuFailure;
import pro.jit.orgsync.organization.OrganizationId;

/** Keeps one organization connected until it is closed: dials, and when the connection is lost dials again, as patiently as Feishu wants it. */
final class ConnectionKeeper {
    private static final Logger LOG = Logger.getLogger(ConnectionKeeper.class);
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration REST = Duration.ofMinutes(10);
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final OrganizationId organization;
    private final String mark;
    private final Dial dial;
    private final Consumer<ConnectionState> report;
    private final Clock clock;
    private final Thread thread;
    private @Nullable ConnectionState latest;
    private @Nullable ConnectionState unreported;
    private volatile boolean closed;
    private volatile @Nullable LongConnection connection;

    /** Asks for an address and dials it. */
    interface Dial {
        LongConnection dial() throws ConnectionLost, InterruptedException;
    }

    /**
     * Begins at once.
     *
     * @param mark of the credentials; another one wants another keeper
     * @param report is told how it stands, whenever that changes
     */
    ConnectionKeeper(
            OrganizationId organization, String mark, Dial dial, Consumer<ConnectionState> report, Clock clock) {
        this.organization = organization;
        this.mark = mark;
        this.dial = dial;
        this.report = report;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("long-connection").unstarted(this::run);
        thread.start();
    }

    String mark() {
        return mark;
    }

    /** Ends it, with a proper goodbye. */
    void close() {
        closed = true;
        var open = connection;
        if (open != null) {
            open.close();
        }
        thread.interrupt();
        try {
            thread.join(GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        var failures = 0;
        var settings = ConnectionSettings.USUAL;
        try {
            while (!closed) {
                try {
                    var open = dial.dial();
                    connection = open;
                    LOG.infof("long connection opened  organizationId=%s", organization);
                    failures = 0;
                    report(ConnectionState.connected(clock.instant()));
                    var lost = open.untilLost();
                    settings = open.settings();
                    lost(lost.why());
                    pause(LEAST.plus(within(settings.reconnectJitter())));
                } catch (ConnectionLost | RuntimeException e) {
                    lost(why(e));
                    pause(afterFailure(++failures, settings));
                }
            }
        } catch (InterruptedException e) {
            LOG.debugf("long connection no longer kept  organizationId=%s", organization);
        } finally {
            var open = connection;
            if (open != null) {
                open.close();
            }
        }
    }

    private static String why(Exception failure) {
        return switch (failure) {
            case ConnectionLost lost -> lost.why();
            case FeishuFailure refusal -> ConnectionLost.of(refusal).why();
            default -> ConnectionLost.notDialed().why();
        };
    }

    private static Duration afterFailure(int failures, ConnectionSettings settings) {
        var most = settings.reconnectCount();
        return most >= 0 && failures > most ? REST : settings.reconnectInterval();
    }

    private static Duration within(Duration most) {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most.toMillis() + 1));
    }

    private void pause(Duration time) throws InterruptedException {
        if (!closed) {
            Thread.sleep(time);
        }
    }

    private void lost(String why) {
        if (!closed) {
            LOG.warnf("long connection not there  organizationId=%s why=%s", organization, why);
            report(ConnectionState.lost(why, clock.instant()));
        }
    }

    private synchronized void report(ConnectionState state) {
        latest = state;
        unreported = state;
        reportWhatWasNot();
    }

    /** Once more, if it does. */
    synchronized void reportThatItStands() {
        if (latest != null && latest.connectedSince() != null) {
            unreported = latest;
        }
    }

    /** Once more, where it could not be kept. */
    synchronized void reportWhatWasNot() {
        var state = unreported;
        if (state == null) {
            return;
        }
        try {
            report.accept(state);
            unreported = null;
        } catch (RuntimeException e) {
            LOG.warnf(
                    "state of the long connection not kept  organizationId=%s error=%s",
                    organization, e.getClass().getSimpleName());
        }
    }
}
