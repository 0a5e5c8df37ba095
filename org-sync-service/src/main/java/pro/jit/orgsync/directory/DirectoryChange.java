package pro.jit.orgsync.directory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;

/**
 * What becomes of one department or member.
 *
 * @param id ours
 * @param document all of it, as it is to be; the shape of the views department_document and member_document
 * @param changed names of the fields that differ; not told of what is new
 * @param baseRevision the revision it was compared with; 0 for what is new. Held against what is there when it is applied
 */
public record DirectoryChange(
        Entity entity, Kind kind, UUID id, ObjectNode document, List<String> changed, long baseRevision) {
    public DirectoryChange {
        changed = List.copyOf(changed);
    }

    /** What it is about. */
    public enum Entity {
        DEPARTMENT,
        MEMBER
    }

    /** What it does. */
    public enum Kind {
        ADDED("created"),
        UPDATED("updated"),
        REMOVED("removed");

        private final String event;

        Kind(String event) {
            this.event = event;
        }

        /** The word of its event type. */
        String event() {
            return event;
        }
    }
}
