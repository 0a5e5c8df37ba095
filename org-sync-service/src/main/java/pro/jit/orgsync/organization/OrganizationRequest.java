package pro.jit.orgsync.organization;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.feishu.Platform;
import pro.jit.orgsync.problem.FieldError;
import pro.jit.orgsync.problem.ProblemException;

/** Reads the JSON a caller sent, field by field, and collects all that is wrong with it. White space around what was pasted is taken off. */
final class OrganizationRequest {
    private static final Pattern FEISHU_APP_ID = Pattern.compile("cli_[A-Za-z0-9_-]{1,60}");
    private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private final JsonNode body;
    private final List<FieldError> errors = new ArrayList<>();

    OrganizationRequest(@Nullable JsonNode body) {
        if (body == null || !body.isObject()) {
            throw ProblemException.invalid("body", "must be a JSON object");
        }
        this.body = body;
    }

    /** Whether the field is there at all, be it null. */
    boolean has(String field) {
        return body.has(field);
    }

    String part(String field) {
        return required(field, ApplicationId::isPart, ApplicationId.RULE);
    }

    String title() {
        return required(
                "title",
                title -> title.length() <= 200 && title.chars().noneMatch(c -> c < 32),
                "must be 1 to 200 characters without control characters");
    }

    String feishuAppId() {
        return required(
                "feishu_app_id", id -> FEISHU_APP_ID.matcher(id).matches(), "must be an App ID of Feishu's, cli_…");
    }

    String secret(String field) {
        return required(field, secret -> SECRET.matcher(secret).matches(), "must be 1 to 200 visible ASCII characters");
    }

    /** A secret that may be left out, or taken away with null or an empty text. */
    @Nullable
    String optionalSecret(String field) {
        return blank(field) ? null : secret(field);
    }

    Platform platform() {
        return choice("platform", Platform::of, "must be feishu or lark").orElse(Platform.FEISHU);
    }

    EventDelivery eventDelivery() {
        if (!body.has("event_delivery")) {
            return EventDelivery.NONE;
        }
        return choice("event_delivery", EventDelivery::of, "must be webhook, long_connection or none")
                .orElse(EventDelivery.NONE);
    }

    /** {@code active} or {@code disabled}. */
    OrganizationStatus status() {
        return choice(
                        "status",
                        id -> Optional.ofNullable(
                                switch (id) {
                                    case "active" -> OrganizationStatus.ACTIVE;
                                    case "disabled" -> OrganizationStatus.DISABLED;
                                    default -> null;
                                }),
                        "must be active or disabled")
                .orElse(OrganizationStatus.ACTIVE);
    }

    @Nullable
    String schedule() {
        return blank("schedule")
                ? null
                : required("schedule", text -> Schedule.parse(text).isPresent(), Schedule.RULE);
    }

    String tokenEndpointGeneration() {
        return required(
                "token_endpoint_generation", text -> text.equals("v2") || text.equals("v3"), "must be v2 or v3");
    }

    boolean flag(String field) {
        var value = body.path(field);
        if (!value.isMissingNode() && !value.isBoolean()) {
            errors.add(new FieldError(field, "must be true or false"));
        }
        return value.asBoolean(false);
    }

    /** A field that is what it is: it may be left out, or be sent back as it was read. */
    void keeps(String field, String value) {
        if (has(field) && !value.equals(body.path(field).textValue())) {
            errors.add(new FieldError(field, "cannot be changed"));
        }
    }

    /** Fails if anything was wrong. */
    void complete() {
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    private boolean blank(String field) {
        var value = body.path(field);
        return value.isMissingNode()
                || value.isNull()
                || (value.isTextual() && value.textValue().isBlank());
    }

    private String required(String field, Predicate<String> good, String rule) {
        var value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            errors.add(new FieldError(field, "is required"));
            return "";
        }
        var text = value.isTextual() ? value.textValue().strip() : "";
        if (text.isEmpty() || !good.test(text)) {
            errors.add(new FieldError(field, rule));
        }
        return text;
    }

    private interface Choice<T> {
        Optional<T> of(String id);
    }

    private <T> Optional<T> choice(String field, Choice<T> choice, String rule) {
        var chosen = choice.of(body.path(field).asText(""));
        if (chosen.isEmpty() || !body.path(field).isTextual()) {
            errors.add(new FieldError(field, body.has(field) ? rule : "is required"));
        }
        return chosen;
    }
}
