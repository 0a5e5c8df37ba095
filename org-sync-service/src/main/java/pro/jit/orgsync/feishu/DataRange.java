package pro.jit.orgsync.feishu;

import java.util.List;

/**
 * What {@code /contact/v3/scopes} lists: for an app that may see everybody the first level of departments and the people at the root, else the
 * nodes that were granted.
 *
 * @param departments open department ids
 * @param users open ids
 * @param groups ids of user groups
 * @param pages how many pages it took
 */
public record DataRange(List<String> departments, List<String> users, List<String> groups, int pages) {
    public DataRange {
        departments = List.copyOf(departments);
        users = List.copyOf(users);
        groups = List.copyOf(groups);
    }
}
