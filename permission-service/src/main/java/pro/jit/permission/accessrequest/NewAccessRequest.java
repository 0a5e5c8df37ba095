package pro.jit.permission.accessrequest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.Wire;
import pro.jit.permission.directory.OrganizationId;
import pro.jit.permission.facts.FeishuIdentity;
import pro.jit.permission.problem.FieldError;
import pro.jit.permission.problem.ProblemException;

/**
 * A request as the gateway passes it on: what Feishu proved about the person, and what they wrote. Anything may be missing or wrong until
 * {@link #check} has said so.
 *
 * @param reason 1 to 500 characters
 */
public record NewAccessRequest(
        @Nullable String organizationId,
        @Nullable String openId,
        @Nullable String unionId,
        @Nullable String tenantKey,
        @Nullable String reason) {
    private static final int LONGEST_ID = 1_000;

    /** The same with nothing missing or wrong. */
    record Checked(OrganizationId organization, FeishuIdentity person, String reason) {}

    /** @throws ProblemException naming every field that is wrong */
    Checked check() {
        var errors = new ArrayList<FieldError>();
        var organization =
                organizationId == null ? null : Wire.uuid(organizationId).orElse(null);
        if (organization == null) {
            errors.add(new FieldError("organization_id", "is missing or not a UUID"));
        }
        if (openId == null || openId.isBlank()) {
            errors.add(new FieldError("open_id", "is missing"));
        }
        requireId(openId, "open_id", errors);
        requireId(unionId, "union_id", errors);
        requireId(tenantKey, "tenant_key", errors);
        if (!errors.isEmpty() || organization == null || openId == null) {
            throw ProblemException.invalid(errors);
        }
        return new Checked(
                new OrganizationId(organization),
                new FeishuIdentity(openId, emptyIsNone(unionId), emptyIsNone(tenantKey)),
                WrittenText.required(reason, "reason"));
    }

    private static void requireId(@Nullable String value, String field, List<FieldError> errors) {
        if (value != null && (value.length() > LONGEST_ID || value.indexOf('\0') >= 0)) {
            errors.add(new FieldError(field, "is too long or holds a NUL character"));
        }
    }

    private static @Nullable String emptyIsNone(@Nullable String value) {
        return value == null || value.isEmpty() ? null : value;
    }

    @Override
    public String toString() {
        return "NewAccessRequest";
    }
}
