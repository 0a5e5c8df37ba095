package pro.jit.orgsync.sync;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One list of Feishu's that a run has to read page by page.
 *
 * @param target the department it is about
 * @param start of a level, the department whose tree is read level by level; else null
 * @param nextPage the token of the page to read next; null for the first
 */
record Reading(
        Kind kind,
        String target,
        @Nullable String start,
        State state,
        @Nullable String nextPage) {
    /** What is listed. */
    enum Kind {
        /** The data range. */
        RANGE,
        /** All departments below one. */
        TREE,
        /** Those directly below one. */
        LEVEL,
        /** The people directly in one. */
        PEOPLE,
        /** No list: a mark that something was met that may hide a person or a department. */
        DOUBT;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How far it has got. */
    enum State {
        OPEN,
        /** To the end. */
        READ,
        /** Feishu says that the app may not see it. */
        OUT_OF_RANGE,
        /** Feishu refuses the recursion: to be read level by level. */
        TOO_LARGE,
        /** Gone, or taken from us, since it was listed: its people may be anywhere. */
        UNREADABLE;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }
}
