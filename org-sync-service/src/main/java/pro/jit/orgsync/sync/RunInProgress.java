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
    private final UUID runId;
    private final OrganizationId organizationId;
    private final FeishuApp app;
    private final CallMeter meter = new CallMeter();
    private final ReadLedger ledger = new ReadLedger();
    private final Map<String, Integer> warnings = new TreeMap<>();
    private boolean levelByLevel;

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

    ReadLedger ledger() {
        return ledger;
    }

    /** Notes something to look at, so many times. */
    synchronized void warn(String code, int count) {
        warnings.merge(code, count, Integer::sum);
    }

    synchronized void levelByLevel() {
        levelByLevel = true;
    }

    synchronized List<Warning> warnings() {
        var noted = new ArrayList<Warning>();
        warnings.forEach((code, count) -> noted.add(new Warning(code, null, null, count)));
        return noted;
    }

    /** The calls so far. What no reason explains was owed to pages that Feishu did not fill, or to reading level by level. */
    synchronized Calls calls() {
        var extra = new ArrayList<Extra>();
        var explained = 0;
        for (var reason : meter.extra().entrySet()) {
            extra.add(new Extra(reason.getKey(), reason.getValue()));
            explained += reason.getValue();
        }
        var lowerBound = ledger.lowerBound();
        var rest = meter.made() - lowerBound - explained;
        if (rest > 0 && ledger.closed()) {
            extra.add(new Extra(levelByLevel ? "level_by_level" : "short_pages", rest));
        }
        return new Calls(meter.made(), lowerBound, extra, meter.throttledCount());
    }
}
