package pro.jit.orgsync.directory;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.directory.MemberRepository.Wanted;
import pro.jit.orgsync.problem.ProblemException;

/** Which members a caller asks for; the list and the export take the same. */
public class MemberFilter {
    private static final List<String> STATUSES =
            List.of("active", "not_activated", "not_joined", "frozen", "resigned", "out_of_range");
    private static final int LONGEST_TEXT = 200;

    @QueryParam("department_id")
    @Nullable
    @Parameter(description = "A department's id, or root: people of no department, with recursive everybody")
    String departmentId;

    @QueryParam("recursive")
    @DefaultValue("false")
    @Parameter(description = "true: people of its sub-departments too")
    String recursive = "false";

    @QueryParam("q")
    @Nullable
    @Parameter(
            description =
                    "The beginning of a name, of any character or word in it, of the same in pinyin or of its initials, of a mail address or an employee number")
    String text;

    @QueryParam("status")
    @Nullable
    @Parameter(
            description = "active, not_activated, not_joined, frozen, resigned or out_of_range; without it everybody")
    String status;

    @QueryParam("member_id")
    @Parameter(description = "Up to 50 times: of these members those that are there")
    List<String> memberIds = List.of();

    /** The same understood; a problem that names the parameter if it cannot be. */
    Wanted wanted() {
        if (status != null && !STATUSES.contains(status)) {
            throw ProblemException.invalid("status", "must be one of " + String.join(", ", STATUSES));
        }
        if (!recursive.equals("true") && !recursive.equals("false")) {
            throw ProblemException.invalid("recursive", "must be true or false");
        }
        if (text != null && (text.length() > LONGEST_TEXT || text.indexOf(0) >= 0)) {
            throw ProblemException.invalid("q", "must be at most " + LONGEST_TEXT + " characters");
        }
        var withThoseBelow = Boolean.parseBoolean(recursive);
        return new Wanted(
                department(departmentId, withThoseBelow),
                withThoseBelow,
                text == null ? List.of() : List.copyOf(SearchKeys.wanted(text)),
                status,
                QueryIds.parseAll(memberIds, "member_id"));
    }

    /** The root and all below it are everybody. */
    private static @Nullable UUID department(@Nullable String departmentId, boolean recursive) {
        if (departmentId == null || (departmentId.equals("root") && recursive)) {
            return null;
        }
        return departmentId.equals("root") ? Wanted.NOWHERE : QueryIds.parse(departmentId, "department_id");
    }
}
