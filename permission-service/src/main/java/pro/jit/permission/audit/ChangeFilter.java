package pro.jit.permission.audit;

import jakarta.ws.rs.QueryParam;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.Wire;
import pro.jit.permission.problem.ProblemException;

/** Which changes a caller asks for; the list and the export take the same. */
public class ChangeFilter {
    private static final Pattern CALLER = Pattern.compile("[\\x21-\\x7e]{1,200}");

    @QueryParam("kind")
    @Nullable
    @Parameter(description = "For example grant.created or role.removed")
    String kind;

    @QueryParam("subject_id")
    @Nullable
    @Parameter(description = "What was changed: a grant's id, a role's name")
    String subjectId;

    @QueryParam("caller")
    @Nullable
    @Parameter(description = "Client id of who made the change")
    String caller;

    @QueryParam("from")
    @Nullable
    @Parameter(description = "RFC 3339, inclusive")
    String from;

    @QueryParam("to")
    @Nullable
    @Parameter(description = "RFC 3339, exclusive")
    String to;

    /** The same understood; a problem that names the parameter if it cannot be. */
    ChangeRepository.Wanted wanted() {
        if (caller != null && !CALLER.matcher(caller).matches()) {
            throw ProblemException.invalid("caller", "is not a client id");
        }
        return new ChangeRepository.Wanted(
                Wire.queryName("kind", kind),
                Wire.queryName("subject_id", subjectId),
                caller,
                Wire.queryTime("from", from),
                Wire.queryTime("to", to));
    }
}
