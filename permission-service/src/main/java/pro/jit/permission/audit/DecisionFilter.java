package pro.jit.permission.audit;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.Wire;
import pro.jit.permission.problem.ProblemException;

/** Which decisions a caller asks for; the list and the export take the same. */
public class DecisionFilter {
    @QueryParam("member_id")
    @Nullable
    String memberId;

    @QueryParam("decision")
    @Nullable
    @Parameter(description = "true or false")
    String decision;

    @QueryParam("reason")
    @Nullable
    String reason;

    @QueryParam("from")
    @Nullable
    @Parameter(description = "RFC 3339, inclusive")
    String from;

    @QueryParam("to")
    @Nullable
    @Parameter(description = "RFC 3339, exclusive")
    String to;

    /** The same understood; a problem that names the parameter if it cannot be. */
    DecisionRepository.Wanted wanted() {
        return new DecisionRepository.Wanted(
                Wire.queryId("member_id", memberId),
                decision(decision),
                Wire.queryName("reason", reason),
                Wire.queryTime("from", from),
                Wire.queryTime("to", to));
    }

    private static @Nullable Boolean decision(@Nullable String value) {
        return switch (value) {
            case null -> null;
            case "true" -> true;
            case "false" -> false;
            default -> throw ProblemException.invalid("decision", "is neither true nor false");
        };
    }
}
