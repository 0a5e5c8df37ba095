package pro.jit.orgsync.scim;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.problem.ScimException;

/** The parameters of a SCIM query (RFC 7644 section 3.4.2). Sorting is not offered, and what asks for it is passed over. */
public class ScimQuery {
    /** How many resources one answer has at most, and how many where the caller does not say. */
    static final int MOST = 200;

    private static final int USUAL = 100;

    @QueryParam("filter")
    @Nullable
    @Parameter(description = "e.g. userName eq \"zhangwei\" and active eq true")
    String filter;

    @QueryParam("startIndex")
    @Nullable
    @Parameter(description = "Of the first resource told; 1 is the first of all")
    String startIndex;

    @QueryParam("count")
    @Nullable
    @Parameter(description = "How many are told, 200 at most; 100 if it is not given")
    String count;

    @QueryParam("attributes")
    @Nullable
    @Parameter(description = "Names of the attributes told, separated by commas")
    String attributes;

    @QueryParam("excludedAttributes")
    @Nullable
    @Parameter(description = "Names of attributes not told, separated by commas")
    String excludedAttributes;

    @QueryParam("organization_id")
    @Parameter(
            description =
                    "Whose people, where the address does not say it; needed unless there is one organization alone")
    List<String> organizationIds = List.of();

    Optional<Filter> filter() {
        return filter == null || filter.isBlank() ? Optional.empty() : Optional.of(FilterParser.parse(filter));
    }

    /** 1 or more; what is less is 1. */
    long startIndex() {
        return Math.max(1, number("startIndex", startIndex, 1));
    }

    /** 0 to {@link #MOST}; what is more or less is that. */
    int count() {
        return Math.clamp(number("count", count, USUAL), 0, MOST);
    }

    Projection projection() {
        return Projection.of(attributes, excludedAttributes);
    }

    private static long number(String name, @Nullable String text, long otherwise) {
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[+-]?\\d{1,18}")) {
            throw ScimException.invalidValue(name + " is a whole number.");
        }
        return Long.parseLong(text);
    }
}
