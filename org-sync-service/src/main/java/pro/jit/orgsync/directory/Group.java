package pro.jit.orgsync.directory;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A department with those directly in it.
 *
 * @param members empty where they were not asked for
 */
public record Group(
        UUID departmentId,
        String openDepartmentId,
        String name,
        Instant createdAt,
        Instant updatedAt,
        List<Part> members) {
    public Group {
        members = List.copyOf(members);
    }

    /** The same with these in it. */
    Group with(List<Part> parts) {
        return new Group(departmentId, openDepartmentId, name, createdAt, updatedAt, parts);
    }

    /** A person or a department that is directly in a department. */
    public record Part(UUID id, String name, boolean person) {}
}
