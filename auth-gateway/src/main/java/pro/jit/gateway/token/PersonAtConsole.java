package pro.jit.gateway.token;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at the console, for whom the console calls our APIs.
 *
 * @param subject {@code administrator:<username>} or {@code member:<member_id>}
 * @param applications what a member administers, each {@code org_id/app_id}; null for an administrator of the platform, whom nothing limits
 */
public record PersonAtConsole(String subject, @Nullable List<String> applications) {
    public PersonAtConsole {
        applications = applications == null ? null : List.copyOf(applications);
    }
}
