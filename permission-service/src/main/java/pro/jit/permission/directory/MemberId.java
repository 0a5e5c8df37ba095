package pro.jit.permission.directory;

import java.util.UUID;

/** A person in one organization. */
public record MemberId(UUID value) implements Comparable<MemberId> {
    @Override
    public int compareTo(MemberId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
