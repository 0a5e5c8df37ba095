package pro.jit.permission;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.problem.Problem;
import pro.jit.permission.problem.ProblemException;

/**
 * What {@code If-Match} says must still be so before something is changed (RFC 9110 section 13.1.1). An entity tag is the number of a version.
 *
 * @param known the strong entity tags the caller knows; null if any version will do
 */
public record Precondition(@Nullable Set<String> known) {
    /** Any version will do. */
    public static final Precondition NONE = new Precondition(null);

    /** One entity tag, with what is between it and the next. */
    private static final Pattern ENTITY_TAG =
            Pattern.compile("(W/)?(\"[\\x21\\x23-\\x7e\\x80-\\xff]*\")[ \\t]*(?:,[ \\t,]*|$)");

    private static final int LONGEST = 4_000;

    public Precondition {
        known = known == null ? null : Set.copyOf(known);
    }

    /** Reads the header; null without it. */
    public static Precondition of(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return NONE;
        }
        if (ifMatch.length() > LONGEST) {
            throw invalid();
        }
        var strong = new HashSet<String>();
        var tag = ENTITY_TAG.matcher(ifMatch.replaceFirst("^[ \\t,]+", ""));
        do {
            if (!tag.lookingAt()) {
                throw invalid();
            }
            // A weak one never matches (section 8.8.3.2), so it need not be remembered.
            if (tag.group(1) == null) {
                strong.add(tag.group(2));
            }
            tag.region(tag.end(), tag.regionEnd());
        } while (tag.regionStart() < tag.regionEnd());
        return new Precondition(strong);
    }

    /** The entity tag of this version, a strong one. */
    public static String entityTag(long version) {
        return "\"" + version + "\"";
    }

    /** Goes on if this is a version the caller knows. */
    public void check(long version) {
        if (known != null && !known.contains(entityTag(version))) {
            throw ProblemException.of(
                    Problem.PRECONDITION_FAILED,
                    "It has been changed since; read it again. If-Match has another ETag.");
        }
    }

    private static ProblemException invalid() {
        return ProblemException.invalid("If-Match", "is neither * nor a list of entity tags");
    }
}
