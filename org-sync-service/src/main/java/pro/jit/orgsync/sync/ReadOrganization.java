package pro.jit.orgsync.sync;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.feishu.DataRange;
import pro.jit.orgsync.feishu.FeishuContactClient;
import pro.jit.orgsync.feishu.FeishuErrors;
import pro.jit.orgsync.feishu.FeishuPage;
import pro.jit.orgsync.feishu.FeishuRefused;
import pro.jit.orgsync.feishu.FeishuUnavailable;
import pro.jit.orgsync.sync.Reading.Kind;
import pro.jit.orgsync.sync.Reading.State;

/**
 * Reads everything an app may see: its range, the departments from the root or from what was granted, the people of each, into staging. What another
 * replica has read of the run is not read again, except the range and people granted singly. Where nobody was known before, people are added while
 * others are still read, see {@link AddWhileReading}.
 */
@ApplicationScoped
class ReadOrganization {
    private final Jdbi jdbi;
    private final FeishuContactClient feishu;
    private final Staging staging;
    private final ReadingRepository readings;
    private final SyncRunRepository runs;
    private final AddWhileReading adding;
    private final SyncConfig config;

    ReadOrganization(
            Jdbi jdbi,
            FeishuContactClient feishu,
            Staging staging,
            ReadingRepository readings,
            SyncRunRepository runs,
            AddWhileReading adding,
            SyncConfig config) {
        this.jdbi = jdbi;
        this.feishu = feishu;
        this.staging = staging;
        this.readings = readings;
        this.runs = runs;
        this.adding = adding;
        this.config = config;
    }

    /**
     * What was read.
     *
     * @param whole whether the app may see everybody
     */
    record Read(DataRange range, boolean whole) {}

    Read read(RunInProgress run) {
        var range = readRange(run);
        runs.enter(run.runId(), Stage.READING_DEPARTMENTS);
        var whole = readFromRoot(run);
        if (!whole) {
            range.departments().forEach(granted -> readGranted(run, granted));
        }
        runs.enter(run.runId(), Stage.READING_MEMBERS);
        write(run, handle -> readings.expectPeople(handle, run.runId()));
        if (whole) {
            whole = readRootPeople(run);
        }
        if (!whole) {
            readGrantedPeople(run, range.users());
            if (!range.groups().isEmpty()) {
                // Who is in a user group takes another permission to read; until then nobody is known to be gone.
                run.warn("groups_not_read", range.groups().size());
                write(run, handle -> readings.expect(handle, run.runId(), Kind.DOUBT, "groups", null));
            }
        }
        readPeople(run);
        return new Read(range, whole);
    }

    private DataRange readRange(RunInProgress run) {
        var range = feishu.dataRange(run.app(), run.meter());
        if (readings.find(run.runId(), Kind.RANGE, "").isPresent()) {
            run.meter().extra("resumed", range.pages());
        } else {
            write(run, handle -> readings.rangeRead(handle, run.runId(), range.pages()));
        }
        return range;
    }

    private boolean readFromRoot(RunInProgress run) {
        write(run, handle -> readings.expect(handle, run.runId(), Kind.TREE, FeishuContactClient.ROOT, null));
        return readTree(run, FeishuContactClient.ROOT) != State.OUT_OF_RANGE;
    }

    private void readGranted(RunInProgress run, String department) {
        if (readings.find(run.runId(), Kind.TREE, department).isEmpty()) {
            run.meter().extra("granted_department", 1);
            staging.grantedDepartment(run.runId(), department, feishu.department(run.app(), department, run.meter()));
        }
        readTree(run, department);
    }

    private State readTree(RunInProgress run, String start) {
        var tree = readings.find(run.runId(), Kind.TREE, start).orElseThrow(RunEnded::new);
        var state = tree.state() == State.OPEN ? readOpenTree(run, tree) : tree.state();
        if (state == State.TOO_LARGE) {
            readLevels(run);
        }
        return state;
    }

    private State readOpenTree(RunInProgress run, Reading tree) {
        try {
            turnPages(run, tree);
            return State.READ;
        } catch (FeishuRefused e) {
            if (e.reason() == FeishuErrors.TOO_LARGE) {
                write(run, handle -> {
                    readings.leave(handle, run.runId(), tree, State.TOO_LARGE);
                    readings.expect(handle, run.runId(), Kind.LEVEL, tree.target(), tree.target());
                });
                return State.TOO_LARGE;
            }
            return outOfRange(run, tree, e);
        }
    }

    /** Every level that is read brings those below it. */
    private void readLevels(RunInProgress run) {
        for (var levels = readings.open(run.runId(), Kind.LEVEL);
                !levels.isEmpty();
                levels = readings.open(run.runId(), Kind.LEVEL)) {
            levels.forEach(level -> turnPages(run, level));
        }
    }

    private boolean readRootPeople(RunInProgress run) {
        write(run, handle -> readings.expect(handle, run.runId(), Kind.PEOPLE, FeishuContactClient.ROOT, null));
        var root = readings.find(run.runId(), Kind.PEOPLE, FeishuContactClient.ROOT)
                .orElseThrow(RunEnded::new);
        if (root.state() != State.OPEN) {
            return root.state() != State.OUT_OF_RANGE;
        }
        try {
            turnPages(run, root);
            return true;
        } catch (FeishuRefused e) {
            outOfRange(run, root, e);
            return false;
        }
    }

    /** Only about the root can Feishu's refusal be taken for the data range; anywhere else something changed meanwhile. */
    private State outOfRange(RunInProgress run, Reading reading, FeishuRefused refusal) {
        if (refusal.reason() != FeishuErrors.OUT_OF_RANGE || !reading.target().equals(FeishuContactClient.ROOT)) {
            throw refusal;
        }
        run.meter().extra("root_refused", 1);
        write(run, handle -> readings.leave(handle, run.runId(), reading, State.OUT_OF_RANGE));
        return State.OUT_OF_RANGE;
    }

    private void readGrantedPeople(RunInProgress run, List<String> people) {
        for (var some : FeishuContactClient.batches(people)) {
            run.meter().extra("granted_people", 1);
            staging.people(run.runId(), feishu.people(run.app(), some, run.meter()));
        }
    }

    private void readPeople(RunInProgress run) {
        var readers = new Readers(run.meter(), config.readers(), config.mostReaders());
        adding.during(
                run,
                () -> readers.each(
                        readings.open(run.runId(), Kind.PEOPLE), department -> readPeopleOf(run, department)));
    }

    private void readPeopleOf(RunInProgress run, Reading department) {
        try {
            turnPages(run, department);
        } catch (FeishuRefused e) {
            if (e.reason() != FeishuErrors.OUT_OF_RANGE && e.reason() != FeishuErrors.UNKNOWN_ID) {
                throw e;
            }
            write(run, handle -> readings.leave(handle, run.runId(), department, State.UNREADABLE));
        }
    }

    /** From where it stands; from the first page again, once, if the token it stands at is good no more. */
    private void turnPages(RunInProgress run, Reading reading) {
        try {
            turnPages(run, reading, reading.nextPage());
        } catch (FeishuRefused e) {
            if (e.reason() != FeishuErrors.PAGE_TOKEN_INVALID) {
                throw e;
            }
            write(run, handle -> {
                var pages = readings.restart(handle, run.runId(), reading);
                run.meter().extra("page_token_expired", 1 + pages);
            });
            turnPages(run, reading, null);
        }
    }

    private void turnPages(RunInProgress run, Reading reading, @Nullable String from) {
        switch (reading.kind()) {
            case TREE, LEVEL ->
                feishu.children(
                        run.app(),
                        reading.target(),
                        reading.kind() == Kind.TREE,
                        from,
                        run.meter(),
                        page -> staging.departments(run.runId(), reading, uninterrupted(page)));
            case PEOPLE ->
                feishu.membersOf(
                        run.app(),
                        reading.target(),
                        from,
                        run.meter(),
                        page -> staging.members(run.runId(), reading, uninterrupted(page)));
            case RANGE, DOUBT -> throw new IllegalArgumentException("No pages of " + reading.kind());
        }
    }

    private static FeishuPage uninterrupted(FeishuPage page) {
        if (Thread.currentThread().isInterrupted()) {
            throw new FeishuUnavailable("Interrupted");
        }
        return page;
    }

    private interface Writing {
        void write(Handle handle);
    }

    private void write(RunInProgress run, Writing writing) {
        jdbi.useTransaction(handle -> {
            runs.fence(handle, run.runId());
            writing.write(handle);
        });
    }
}
