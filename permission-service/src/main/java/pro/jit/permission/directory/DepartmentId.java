package pro.jit.permission.directory;

import java.util.UUID;

/** A department of one organization. */
public record DepartmentId(UUID value) implements Comparable<DepartmentId> {
    @Override
    public int compareTo(DepartmentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
