package pro.jit.gateway.console.door;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.MultiMap;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.console.session.ConsoleScopes;
import pro.jit.gateway.console.session.ConsoleSession.Administered;
import pro.jit.gateway.console.session.ConsoleSession.Member;
import pro.jit.gateway.problem.Occurrence;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.token.PersonAtConsole;
import pro.jit.gateway.token.ServiceTokens;

/** How far a member at the console gets: to what is of the applications they administer. */
@ApplicationScoped
class MemberPassages {
    private final OrganizationsOfApplications organizations;
    private final ServiceTokens tokens;
    private final ObjectMapper json;

    MemberPassages(OrganizationsOfApplications organizations, ServiceTokens tokens, ObjectMapper json) {
        this.organizations = organizations;
        this.tokens = tokens;
        this.json = json;
    }

    /** Which application a list is asked for; null for any. */
    record Filter(@Nullable String orgId, @Nullable String appId) {
        static Filter of(MultiMap query) {
            return new Filter(query.get("org_id"), query.get("app_id"));
        }

        boolean takes(Administered application) {
            return (orgId == null || orgId.equals(application.orgId()))
                    && (appId == null || appId.equals(application.appId()));
        }
    }

    /** Of a call of theirs. */
    Passage passage(Member member, MemberReach reach, Filter query) {
        return switch (reach) {
            case MemberReach.Nothing nothing -> closed("This is for administrators of the platform.");
            case MemberReach.OfTheTokens ofTheTokens -> open(member, member.subject(), null);
            case MemberReach.OfApplication application -> at(member, application.address());
            case MemberReach.OfOrganization organization ->
                organizations
                        .applicationOf(organization.organizationId())
                        .map(address -> at(member, address))
                        .orElseGet(MemberPassages::notTheirs);
            case MemberReach.Organizations all -> organizations(member, query);
        };
    }

    private Passage at(Member member, String address) {
        return theirs(member, address)
                .map(application ->
                        open(member, application.subject(), application.sid().toString()))
                .orElseGet(MemberPassages::notTheirs);
    }

    private static Optional<Administered> theirs(Member member, String address) {
        return member.applications().stream()
                .filter(application -> application.address().equals(address))
                .findFirst();
    }

    private Passage open(Member member, String subject, @Nullable String sid) {
        var applications =
                member.applications().stream().map(Administered::address).toList();
        return new Passage.Open(
                tokens.issue(new PersonAtConsole(subject, applications), Set.copyOf(ConsoleScopes.of(member))),
                member.id(),
                sid);
    }

    /** org-sync-service lists the organizations of one application or of all; a member's are these. */
    private Passage organizations(Member member, Filter query) {
        var items = organizations.of(
                member.applications().stream().filter(query::takes).toList());
        var page = json.createObjectNode();
        page.putArray("items").addAll(List.copyOf(items));
        page.putNull("next_cursor");
        return new Passage.Answered(page.toString());
    }

    private static Passage notTheirs() {
        return closed("You do not administer the application this belongs to.");
    }

    private static Passage closed(String detail) {
        return new Passage.Closed(Occurrence.of(Problem.FORBIDDEN, detail));
    }
}
