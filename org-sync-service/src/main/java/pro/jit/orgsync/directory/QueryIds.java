package pro.jit.orgsync.directory;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import pro.jit.orgsync.problem.ProblemException;

/** Ids and numbers as callers write them. */
final class QueryIds {
    /** As many as fit into an address: servers take some 4 KB. */
    private static final int MOST = 50;

    private QueryIds() {}

    /** The id of a path; empty for anything that cannot be one. */
    static Optional<UUID> find(String text) {
        if (text.length() != 36) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static UUID parse(String text, String field) {
        return find(text).orElseThrow(() -> ProblemException.invalid(field, "is no id"));
    }

    /** Those of a parameter that may be given several times. */
    static List<UUID> parseAll(List<String> texts, String field) {
        if (texts.size() > MOST) {
            throw ProblemException.invalid(field, "must be given at most " + MOST + " times");
        }
        return texts.stream().map(text -> parse(text, field)).toList();
    }

    static long number(String text, String field) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw ProblemException.invalid(field, "is no number");
        }
    }
}
