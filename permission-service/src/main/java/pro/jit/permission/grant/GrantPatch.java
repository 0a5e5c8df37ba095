package pro.jit.permission.grant;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.problem.FieldError;
import pro.jit.permission.problem.ProblemException;
import pro.jit.permission.role.Role;

/** A merge patch (RFC 7396) of a grant: an absent field stays, null removes a time. Whom a grant speaks of and its effect never change. */
record GrantPatch(JsonNode patch) {
    private static final Set<String> CHANGEABLE = Set.of("role", "valid_from", "valid_until");

    GrantPatch {
        if (!patch.isObject()) {
            throw ProblemException.invalid("body", "is not a JSON object");
        }
    }

    /** The grant with the patch applied. */
    Grant applyTo(Grant grant) {
        var errors = new ArrayList<FieldError>();
        patch.fieldNames().forEachRemaining(name -> {
            if (!CHANGEABLE.contains(name)) {
                errors.add(new FieldError(name, "cannot be changed; remove the grant and make another"));
            }
        });
        var role = grant.role();
        if (patch.has("role")) {
            role = patch.path("role").asText("");
            if (!patch.path("role").isTextual() || !Role.isName(role)) {
                errors.add(new FieldError("role", "is not a role's name"));
            }
        }
        var from = time("valid_from", grant.validFrom(), errors);
        var until = time("valid_until", grant.validUntil(), errors);
        if (from != null && until != null && !until.isAfter(from)) {
            errors.add(new FieldError("valid_until", "is not after valid_from"));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return new Grant(
                grant.grantId(),
                grant.application(),
                grant.organizationId(),
                grant.principal(),
                role,
                grant.effect(),
                from,
                until);
    }

    private @Nullable Instant time(String name, @Nullable Instant before, List<FieldError> errors) {
        if (!patch.has(name)) {
            return before;
        }
        var value = patch.path(name);
        if (value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            errors.add(new FieldError(name, "is not an RFC 3339 time"));
            return null;
        }
        return NewGrant.time(value.textValue(), name, errors);
    }
}
