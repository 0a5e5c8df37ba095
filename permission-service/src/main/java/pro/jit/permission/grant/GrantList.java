package pro.jit.permission.grant;

import java.util.List;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.Page;

/**
 * Part of the list of grants.
 *
 * @param nextCursor asks for what follows; null on the last page
 * @param warnings about all grants of the application, on each page the same
 */
public record GrantList(List<GrantView> items, @Nullable String nextCursor, List<Warning> warnings) {
    public GrantList {
        items = List.copyOf(items);
        warnings = List.copyOf(warnings);
    }

    static GrantList of(Page<GrantView> page, List<Warning> warnings) {
        return new GrantList(page.items(), page.nextCursor(), warnings);
    }

    /**
     * Something an administrator should know.
     *
     * @param code e.g. {@code no-administrator}
     * @param zh the same in Chinese
     * @param en the same in English
     */
    public record Warning(String code, String zh, String en) {
        static final Warning NO_ADMINISTRATOR = new Warning(
                "no-administrator",
                "目前没有任何可登录的成员担任该应用的管理员。",
                "No member who may sign in is an administrator of this application now.");
    }
}
