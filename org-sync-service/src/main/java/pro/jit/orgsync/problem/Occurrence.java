package pro.jit.orgsync.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A problem that occurred, with what is to be told about this time.
 *
 * @param detail an English sentence for the caller; never an exception's message or a foreign body
 * @param errors for {@code invalid-request}
 * @param feishu what Feishu answered, where it was Feishu that said no
 * @param setupStep the step of the set-up guide to look at, e.g. {@code F5}
 * @param missingPermissions Feishu permissions the app lacks
 * @param location address of the resource that is in the way
 */
public record Occurrence(
        Problem problem,
        @Nullable String detail,
        List<FieldError> errors,
        @Nullable FeishuSays feishu,
        @Nullable String setupStep,
        List<String> missingPermissions,
        @Nullable String location) {
    public Occurrence {
        errors = List.copyOf(errors);
        missingPermissions = List.copyOf(missingPermissions);
    }

    /** The bare problem. */
    public static Occurrence of(Problem problem) {
        return of(problem, null);
    }

    /** With a sentence about this time. */
    public static Occurrence of(Problem problem, @Nullable String detail) {
        return new Occurrence(problem, detail, List.of(), null, null, List.of(), null);
    }

    /** The same, told by these fields. */
    public Occurrence errors(List<FieldError> fieldErrors) {
        return new Occurrence(problem, detail, fieldErrors, feishu, setupStep, missingPermissions, location);
    }

    /** The same, with what Feishu said and the step of the guide that mends it. */
    public Occurrence feishu(@Nullable FeishuSays says, @Nullable String step) {
        return new Occurrence(problem, detail, errors, says, step, missingPermissions, location);
    }

    /** The same, because these permissions are missing. */
    public Occurrence missing(List<String> permissions) {
        return new Occurrence(problem, detail, errors, feishu, setupStep, permissions, location);
    }

    /** The same, because of the resource at this address. */
    public Occurrence at(String address) {
        return new Occurrence(problem, detail, errors, feishu, setupStep, missingPermissions, address);
    }

    /** RFC 9457's members and ours, in the order they are told. */
    public Map<String, @Nullable Object> body(String requestId) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("type", "urn:jit:problem:" + problem.id());
        body.put("title", problem.title());
        body.put("status", problem.status());
        body.put("detail", detail == null ? problem.title() : detail);
        body.put("request_id", requestId);
        if (!errors.isEmpty()) {
            body.put("errors", errors);
        }
        if (feishu != null) {
            body.put("feishu", feishu);
        }
        if (setupStep != null) {
            body.put("setup_step", setupStep);
        }
        if (!missingPermissions.isEmpty()) {
            body.put("missing_permissions", missingPermissions);
        }
        return body;
    }
}
