package pro.jit.permission.grant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.Wire;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.directory.OrganizationId;
import pro.jit.permission.problem.FieldError;
import pro.jit.permission.role.Role;

/**
 * A grant as asked for. Anything may be missing or wrong until {@link #check} has said so.
 *
 * @param includeSubDepartments true if not given
 * @param effect {@code allow} if not given
 * @param validFrom RFC 3339
 * @param validUntil RFC 3339
 */
public record NewGrant(
        @Nullable String organizationId,
        @Nullable NewPrincipal principal,
        @Nullable Boolean includeSubDepartments,
        @Nullable String role,
        @Nullable String effect,
        @Nullable String validFrom,
        @Nullable String validUntil) {
    /** Whom it is to speak of. */
    public record NewPrincipal(
            @Nullable String type, @Nullable String id) {}

    /**
     * The grant, or empty with what is wrong added to {@code errors}.
     *
     * @param path put before each field's name, e.g. {@code create.3.}
     */
    Optional<Grant> check(ApplicationId application, UUID grantId, String path, List<FieldError> errors) {
        var before = errors.size();
        var organization = id(organizationId, path + "organization_id", errors);
        var whom = principal(path, errors);
        var what = Effect.of(effect == null ? Effect.ALLOW.wire() : effect);
        if (what.isEmpty()) {
            errors.add(new FieldError(path + "effect", "is neither allow nor deny"));
        }
        if (role == null) {
            errors.add(new FieldError(path + "role", "is missing"));
        } else if (!Role.isName(role)) {
            errors.add(new FieldError(path + "role", "is not a role's name"));
        }
        var from = time(validFrom, path + "valid_from", errors);
        var until = time(validUntil, path + "valid_until", errors);
        if (from != null && until != null && !until.isAfter(from)) {
            errors.add(new FieldError(path + "valid_until", "is not after valid_from"));
        }
        if (errors.size() > before || organization == null || whom == null || role == null) {
            return Optional.empty();
        }
        return Optional.of(new Grant(
                grantId, application, new OrganizationId(organization), whom, role, what.orElseThrow(), from, until));
    }

    private @Nullable Principal principal(String path, List<FieldError> errors) {
        if (principal == null || principal.type() == null) {
            errors.add(new FieldError(path + "principal.type", "is missing"));
            return null;
        }
        var type = principal.type();
        return switch (type) {
            case "everyone" -> {
                if (principal.id() != null) {
                    errors.add(new FieldError(path + "principal.id", "is null for everyone"));
                }
                yield new Principal.Everyone();
            }
            case "member", "department" -> {
                var id = id(principal.id(), path + "principal.id", errors);
                yield id == null
                        ? null
                        : Principal.of(type, id, includeSubDepartments == null || includeSubDepartments);
            }
            default -> {
                errors.add(new FieldError(path + "principal.type", "is none of member, department and everyone"));
                yield null;
            }
        };
    }

    private static @Nullable UUID id(@Nullable String value, String field, List<FieldError> errors) {
        if (value == null) {
            errors.add(new FieldError(field, "is missing"));
            return null;
        }
        var id = Wire.uuid(value);
        if (id.isEmpty()) {
            errors.add(new FieldError(field, "is not a UUID"));
        }
        return id.orElse(null);
    }

    static @Nullable Instant time(@Nullable String value, String field, List<FieldError> errors) {
        if (value == null) {
            return null;
        }
        var time = Wire.time(value);
        if (time.isEmpty()) {
            errors.add(new FieldError(field, "is not an RFC 3339 time"));
        }
        return time.orElse(null);
    }
}
