package pro.jit.orgsync.sync;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.feishu.FeishuContactClient;

/**
 * What a run had to read and what it has read to the end. Only a closed ledger proves that somebody who was not read is not there. Safe for several
 * threads; one entry per department.
 */
final class ReadLedger {
    private final Map<String, @Nullable Integer> people = new LinkedHashMap<>();
    private final Map<String, Integer> starts = new LinkedHashMap<>();
    private int rangePages;
    private boolean doubtful;

    /** The data range was read, in so many pages. */
    synchronized void rangeRead(int pages) {
        rangePages = pages;
    }

    /** The departments below a starting point were read to the end, so many. */
    synchronized void departmentsRead(String start, int departments) {
        starts.put(start, departments);
    }

    /** The people of this department are to be read. */
    synchronized void expectPeople(String department) {
        people.putIfAbsent(department, null);
    }

    /** They were, to the end, so many. */
    synchronized void peopleRead(String department, int count) {
        people.put(department, count);
    }

    /** Something was met that may hide a person or a department: absence proves nothing any more. */
    synchronized void doubt() {
        doubtful = true;
    }

    /** Whether everything there was to read was read, to the end and without doubt. */
    synchronized boolean closed() {
        return !doubtful && rangePages > 0 && people.values().stream().allMatch(count -> count != null);
    }

    /** The fewest calls that could have read this: full pages, none twice. */
    synchronized int lowerBound() {
        var calls = rangePages;
        for (var departments : starts.values()) {
            calls += pages(departments);
        }
        for (var count : people.values()) {
            calls += count == null ? 1 : pages(count);
        }
        return calls;
    }

    private static int pages(int records) {
        return Math.max(1, Math.ceilDiv(records, FeishuContactClient.PAGE_SIZE));
    }
}
