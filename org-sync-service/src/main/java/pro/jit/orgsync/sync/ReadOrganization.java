package pro.jit.orgsync.sync;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import pro.jit.orgsync.feishu.DataRange;
import pro.jit.orgsync.feishu.FeishuContactClient;
import pro.jit.orgsync.feishu.FeishuErrors;
import pro.jit.orgsync.feishu.FeishuRecord;
import pro.jit.orgsync.feishu.FeishuRefused;
import pro.jit.orgsync.feishu.FeishuUnavailable;

/** Reads everything an app may see: its range, the departments from the root or from what was granted, the people of each, into staging. */
@ApplicationScoped
class ReadOrganization {
    private static final int PEOPLE_AT_ONCE = 50;

    private final FeishuContactClient feishu;
    private final Staging staging;
    private final SyncRunRepository runs;
    private final SyncConfig config;

    ReadOrganization(FeishuContactClient feishu, Staging staging, SyncRunRepository runs, SyncConfig config) {
        this.feishu = feishu;
        this.staging = staging;
        this.runs = runs;
        this.config = config;
    }

    /**
     * What was read.
     *
     * @param whole whether the app may see everybody
     */
    record Read(DataRange range, boolean whole) {}

    Read read(RunInProgress run) {
        var range = feishu.dataRange(run.app(), run.meter());
        run.ledger().rangeRead(range.pages());
        runs.enter(run.runId(), Stage.READING_DEPARTMENTS);
        var whole = readFromRoot(run);
        if (!whole) {
            range.departments().forEach(granted -> readGranted(run, granted));
        }
        runs.enter(run.runId(), Stage.READING_MEMBERS);
        staging.departmentIds(run.runId()).forEach(run.ledger()::expectPeople);
        if (whole) {
            whole = readRootPeople(run);
        }
        if (!whole) {
            readGrantedPeople(run, range.users());
            if (!range.groups().isEmpty()) {
                // Who is in a user group takes another permission to read; until then nobody is known to be gone.
                run.warn("groups_not_read", range.groups().size());
                run.ledger().doubt();
            }
        }
        readPeople(run);
        return new Read(range, whole);
    }

    private boolean readFromRoot(RunInProgress run) {
        try {
            readTree(run, FeishuContactClient.ROOT);
            return true;
        } catch (FeishuRefused e) {
            if (e.reason() != FeishuErrors.OUT_OF_RANGE) {
                throw e;
            }
            run.meter().extra("root_refused", 1);
            return false;
        }
    }

    private void readGranted(RunInProgress run, String department) {
        run.meter().extra("granted_department", 1);
        stage(run, List.of(feishu.department(run.app(), department, run.meter())));
        readTree(run, department);
    }

    private void readTree(RunInProgress run, String start) {
        var departments = new AtomicInteger();
        try {
            feishu.children(run.app(), start, true, run.meter(), page -> {
                departments.addAndGet(page.size());
                stage(run, page);
            });
        } catch (FeishuRefused e) {
            if (e.reason() != FeishuErrors.TOO_LARGE) {
                throw e;
            }
            run.levelByLevel();
            departments.set(readLevels(run, start));
        }
        run.ledger().departmentsRead(start, departments.get());
    }

    private int readLevels(RunInProgress run, String start) {
        var open = new ArrayDeque<>(List.of(start));
        var seen = new HashSet<>(Set.of(start));
        while (!open.isEmpty()) {
            feishu.children(run.app(), open.removeFirst(), false, run.meter(), page -> {
                for (var id : stage(run, page)) {
                    if (seen.add(id)) {
                        open.add(id);
                    }
                }
            });
        }
        return seen.size() - 1;
    }

    private List<String> stage(RunInProgress run, List<FeishuRecord> departments) {
        var page = staging.departments(run.runId(), departments);
        if (!page.identified()) {
            run.ledger().doubt();
        }
        return page.openIds();
    }

    private void stagePeople(RunInProgress run, String department, List<FeishuRecord> people) {
        var none = department.equals(FeishuContactClient.ROOT);
        if (!staging.members(run.runId(), none ? null : department, people).identified()) {
            run.ledger().doubt();
        }
    }

    private boolean readRootPeople(RunInProgress run) {
        run.ledger().expectPeople(FeishuContactClient.ROOT);
        try {
            readPeopleOf(run, FeishuContactClient.ROOT);
            return true;
        } catch (FeishuRefused e) {
            if (e.reason() != FeishuErrors.OUT_OF_RANGE) {
                throw e;
            }
            run.meter().extra("root_refused", 1);
            run.ledger().peopleRead(FeishuContactClient.ROOT, 0);
            return false;
        }
    }

    private void readGrantedPeople(RunInProgress run, List<String> people) {
        for (var from = 0; from < people.size(); from += PEOPLE_AT_ONCE) {
            var some = people.subList(from, Math.min(people.size(), from + PEOPLE_AT_ONCE));
            run.meter().extra("granted_people", 1);
            stagePeople(run, FeishuContactClient.ROOT, feishu.people(run.app(), some, run.meter()));
        }
    }

    /** A few departments at a time; the first failure ends the reading, and interruption ends it at once. */
    private void readPeople(RunInProgress run) {
        var departments = staging.departmentIds(run.runId());
        try (var readers = Executors.newFixedThreadPool(
                config.readers(), Thread.ofVirtual().name("sync-reader-", 0).factory())) {
            var reading = new ExecutorCompletionService<String>(readers);
            try {
                for (var department : departments) {
                    reading.submit(() -> readPeopleOrWarn(run, department), department);
                }
                for (var i = 0; i < departments.size(); i++) {
                    reading.take().get();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RunEnded();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
            } finally {
                readers.shutdownNow();
            }
        }
    }

    private void readPeopleOrWarn(RunInProgress run, String department) {
        try {
            readPeopleOf(run, department);
        } catch (FeishuRefused e) {
            if (e.reason() != FeishuErrors.OUT_OF_RANGE && e.reason() != FeishuErrors.UNKNOWN_ID) {
                throw e;
            }
            // Gone, or taken from us, since it was listed: its people may be anywhere, so the ledger stays open.
            run.warn("department_unreadable", 1);
        }
    }

    private void readPeopleOf(RunInProgress run, String department) {
        var people = new AtomicInteger();
        feishu.membersOf(run.app(), department, run.meter(), page -> {
            people.addAndGet(page.size());
            stagePeople(run, department, page);
        });
        if (Thread.currentThread().isInterrupted()) {
            throw new FeishuUnavailable("Interrupted");
        }
        run.ledger().peopleRead(department, people.get());
    }
}
