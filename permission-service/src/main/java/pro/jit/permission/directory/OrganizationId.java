package pro.jit.permission.directory;

import java.util.UUID;

/** One Feishu organization inside an application. */
public record OrganizationId(UUID value) implements Comparable<OrganizationId> {
    @Override
    public int compareTo(OrganizationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
