package pro.jit.permission.accessrequest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of the list of requests.
 *
 * @param nextCursor asks for what follows; null on the last page
 * @param openCount how many requests of the application wait for a decision, whatever was listed
 */
public record AccessRequestPage(
        List<AccessRequestView> items, @Nullable String nextCursor, int openCount) {
    public AccessRequestPage {
        items = List.copyOf(items);
    }
}
