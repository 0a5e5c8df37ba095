package pro.jit.gateway.console.administrator;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.problem.FieldError;
import pro.jit.gateway.problem.ProblemException;

/**
 * {@code POST /console/login}.
 *
 * @param username in any case
 * @param totp six digits of the second factor, or a recovery code
 */
record SignInRequest(
        @Nullable String username,
        @Nullable String password,
        @Nullable String totp) {
    private static final int LONGEST = 200;

    /** What can be looked at. */
    record Credentials(
            String username, String password, @Nullable String totp) {
        @Override
        public String toString() {
            return "Credentials[hidden]";
        }
    }

    static Credentials read(@Nullable SignInRequest request) {
        if (request == null) {
            throw ProblemException.invalid("body", "is missing");
        }
        var errors = new ArrayList<FieldError>();
        require("username", request.username(), errors);
        require("password", request.password(), errors);
        if (request.totp() != null) {
            require("totp", request.totp(), errors);
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return new Credentials(
                Objects.requireNonNull(request.username()).strip().toLowerCase(Locale.ROOT),
                Objects.requireNonNull(request.password()),
                request.totp());
    }

    private static void require(String field, @Nullable String value, ArrayList<FieldError> errors) {
        if (value == null || value.isEmpty()) {
            errors.add(new FieldError(field, "is missing"));
        } else if (value.length() > LONGEST) {
            errors.add(new FieldError(field, "is longer than 200 characters"));
        }
    }

    @Override
    public String toString() {
        return "SignInRequest[hidden]";
    }
}
