package pro.jit.gateway.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What permission-service says of a person and an application. */
public sealed interface Decision {
    /**
     * They may enter, with these roles.
     *
     * @param userId as Feishu names them within the company; null where the directory has not been told
     */
    record Granted(
            String memberId,
            String organizationId,
            List<String> roles,
            @Nullable String name,
            @Nullable String picture,
            @Nullable String userId)
            implements Decision {
        public Granted {
            roles = List.copyOf(roles);
        }
    }

    /**
     * They may not, and why.
     *
     * @param accessRequest where their own request for access stands; null without one
     */
    record Denied(
            Reason reason,
            List<String> administrators,
            @Nullable AccessRequestStanding accessRequest) implements Decision {
        public Denied {
            administrators = List.copyOf(administrators);
        }
    }

    /** Nobody could say: slow, down or not understood. Means no. */
    record Unavailable() implements Decision {}

    /** Why a person may not enter, in the order of the facts. */
    enum Reason {
        ORGANIZATION_DISABLED("organization-disabled"),
        MEMBER_NOT_FOUND("member-not-found"),
        MEMBER_INACTIVE("member-inactive"),
        ACCESS_BLOCKED("access-blocked"),
        NOT_AUTHORIZED("not-authorized");

        private final String id;

        Reason(String id) {
            this.id = id;
        }

        public String id() {
            return id;
        }

        /** The reason of this name; one we do not know is as good as no grant. */
        static Reason of(String id) {
            for (var reason : values()) {
                if (reason.id.equals(id)) {
                    return reason;
                }
            }
            return NOT_AUTHORIZED;
        }
    }
}
