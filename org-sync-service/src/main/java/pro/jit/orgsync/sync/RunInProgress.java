package pro.jit.orgsync.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import pro.jit.orgsync.feishu.CallMeter;
import pro.jit.orgsync.feishu.FeishuApp;
import pro.jit.orgsync.organization.OrganizationId;
import pro.jit.orgsync.sync.SyncRun.Calls;
import pro.jit.orgsync.sync.SyncRun.Extra;
import pro.jit.orgsync.sync.SyncRun.Warning;

/** A run that is being worked on by this replica: what it has counted and noticed so far. Safe for several threads. */
final class RunInProgress {
    private static final String LEVEL_BY_LEVEL = "level_by_level";
    private static final String SHORT_PAGES = "short_pages";

    private final UUID runId;
    private final OrganizationId organizationId;
    private final FeishuApp app;
    private final CallMeter meter = new CallMeter();
    private final Map<String, Integer> warnings = new TreeMap<>();

    RunInProgress(UUID runId, OrganizationId organizationId, FeishuApp app) {
        this.runId = runId;
        this.organizationId = organizationId;
        this.app = app;
    }

    UUID runId() {
        return runId;
    }

    OrganizationId organizationId() {
        return organizationId;
    }

    FeishuApp app() {
        return app;
    }

    CallMeter meter() {
        return meter;
    }

    /** Notes something to look at, so many times. */
    synchronized void warn(String code, int count) {
        warnings.merge(code, count, Integer::sum);
    }

    synchronized List<Warning> warnings() {
        var noted = new ArrayList<Warning>();
        warnings.forEach((code, count) -> noted.add(new Warning(code, null, null, count)));
        return noted;
    }

    /** Goes on with what another replica began: its calls count, the pages it read at the least. */
    synchronized void continueFrom(Calls before, ReadLedger ledger) {
        var extra = new TreeMap<String, Integer>();
        before.extra().stream()
                .filter(counted -> !counted.reason().equals(LEVEL_BY_LEVEL)
                        && !counted.reason().equals(SHORT_PAGES))
                .forEach(counted -> extra.put(counted.reason(), counted.count()));
        meter.continueFrom(Math.max(before.made(), ledger.pages()), before.throttled(), extra);
    }

    /** The calls so far. What no reason explains was owed to pages that Feishu did not fill, or to reading level by level. */
    synchronized Calls calls(ReadLedger ledger) {
        var extra = new ArrayList<Extra>();
        var explained = 0;
        for (var reason : meter.extra().entrySet()) {
            extra.add(new Extra(reason.getKey(), reason.getValue()));
            explained += reason.getValue();
        }
        var rest = meter.made() - ledger.lowerBound() - explained;
        if (rest > 0 && ledger.closed()) {
            extra.add(new Extra(ledger.levelByLevel() ? LEVEL_BY_LEVEL : SHORT_PAGES, rest));
        }
        return new Calls(meter.made(), ledger.lowerBound(), extra, meter.throttledCount());
    }
}
