package pro.jit.orgsync.sync;

/**
 * What a run had to read and what it has read to the end. Only a closed ledger proves that somebody who was not read is not there.
 *
 * @param rangeRead whether the data range was read to its end
 * @param open lists that have not been read to their end
 * @param unreadable departments that could not be read, though they had been listed
 * @param doubtful whether something was met that may hide a person or a department
 * @param levelByLevel whether a tree was too large to be read at once
 * @param pages read so far, by whatever replica
 * @param lowerBound the fewest calls that could have read what was read: full pages, none twice
 */
record ReadLedger(
        boolean rangeRead,
        int open,
        int unreadable,
        boolean doubtful,
        boolean levelByLevel,
        int pages,
        int lowerBound) {
    /** Whether everything there was to read was read, to the end and without doubt. */
    boolean closed() {
        return rangeRead && open == 0 && unreadable == 0 && !doubtful;
    }
}
