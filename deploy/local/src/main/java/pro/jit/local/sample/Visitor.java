package pro.jit.local.sample;

import java.util.List;

/** Whom a verified session token speaks of. */
record Visitor(
        String memberId, String name, List<String> roles, String orgId, String appId, List<String> amr, String openId) {
    Visitor {
        roles = List.copyOf(roles);
        amr = List.copyOf(amr);
    }
}
