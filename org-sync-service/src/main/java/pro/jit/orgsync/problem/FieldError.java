package pro.jit.orgsync.problem;

/**
 * One thing wrong with a request.
 *
 * @param field its path in the JSON or the parameter's name, e.g. {@code session.token_seconds}
 * @param message what is wrong, in English
 */
public record FieldError(String field, String message) {}
