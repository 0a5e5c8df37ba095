package pro.jit.sandbox.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A department of the company.
 *
 * @param number its place in every list; never given twice
 * @param id Feishu's custom {@code department_id}; may be used again after the department was deleted
 * @param openId Feishu's {@code open_department_id}; never used again
 * @param parent the id of the department above; {@code 0} is the company itself
 * @param leader the key of the person who leads it
 * @param deputies the keys of the leader's deputies
 * @param order smaller is earlier
 */
public record Department(
        int number,
        String id,
        String openId,
        String name,
        String enName,
        String parent,
        @Nullable String leader,
        List<String> deputies,
        int order) {

    public Department {
        deputies = List.copyOf(deputies);
    }

    Department named(String newName, String newEnName) {
        return new Department(number, id, openId, newName, newEnName, parent, leader, deputies, order);
    }

    Department under(String newParent) {
        return new Department(number, id, openId, name, enName, newParent, leader, deputies, order);
    }

    Department ledBy(@Nullable String newLeader) {
        return new Department(number, id, openId, name, enName, parent, newLeader, deputies, order);
    }
}
