package pro.jit.permission.access;

import java.util.HashSet;
import java.util.Set;
import pro.jit.permission.directory.MemberId;

/**
 * The members of one organization a change may concern.
 *
 * @param oneByOne told of individually
 * @param together told of by one re-evaluation, if any of them is concerned
 * @param tooMany whether there are more than are looked at; then a re-evaluation is asked for unseen
 */
record Concerned(Set<MemberId> oneByOne, Set<MemberId> together, boolean tooMany) {
    Concerned {
        oneByOne = Set.copyOf(oneByOne);
        together = Set.copyOf(together);
    }

    Set<MemberId> all() {
        var all = new HashSet<>(oneByOne);
        all.addAll(together);
        return all;
    }
}
