package pro.jit.orgsync.feishu;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of people or departments.
 *
 * @param next the token of the page after it; null if it is the last. It is good for some minutes
 */
public record FeishuPage(
        List<FeishuRecord> records, @Nullable String next) {
    public FeishuPage {
        records = List.copyOf(records);
    }
}
