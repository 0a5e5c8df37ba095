package pro.jit.permission.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import pro.jit.permission.Wire;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.evaluation.EvaluationRequest.Resource;
import pro.jit.permission.evaluation.EvaluationRequest.Subject;
import pro.jit.permission.evaluation.SearchAnswer.FoundAction;
import pro.jit.permission.evaluation.SearchAnswer.FoundEntity;

/** Finds where a subject may sign in, and what it may do there, by asking the question of an evaluation about each. */
@ApplicationScoped
class SearchAccess {
    private final Jdbi jdbi;
    private final EvaluateAccess evaluateAccess;
    private final MemberDirectory directory;

    SearchAccess(Jdbi jdbi, EvaluateAccess evaluateAccess, MemberDirectory directory) {
        this.jdbi = jdbi;
        this.evaluateAccess = evaluateAccess;
        this.directory = directory;
    }

    /** The applications: that of the organization the subject is of, if any. */
    SearchAnswer<FoundEntity> resources(SearchRequest.Resources asked, SearchPage page) {
        var found = applicationsOf(asked.subject()).stream()
                .map(ApplicationId::toString)
                .sorted()
                .filter(page::isAfter)
                .map(application -> new Resource(asked.type(), application))
                .filter(resource ->
                        evaluateAccess.wouldPermit(new EvaluationRequest(asked.subject(), asked.action(), resource)))
                .map(resource -> new FoundEntity(resource.type(), resource.id(), Map.of()))
                .limit(page.atMost())
                .toList();
        return page.of(found, FoundEntity::id);
    }

    private List<ApplicationId> applicationsOf(Subject subject) {
        return switch (subject.type()) {
            case "member" ->
                Wire.uuid(subject.id())
                        .map(id -> jdbi.withHandle(handle -> directory.applicationsOfMember(handle, id)))
                        .orElse(List.of());
            case "feishu_user" ->
                Optional.ofNullable(subject.organizationId())
                        .flatMap(Wire::uuid)
                        .map(id -> jdbi.withHandle(handle -> directory.applicationsOfOrganization(handle, id)))
                        .orElse(List.of());
            default -> List.of();
        };
    }

    /** Of the actions there are, those the subject may take. */
    SearchAnswer<FoundAction> actions(SearchRequest.Actions asked, SearchPage page) {
        var found = Stream.of(EvaluateAccess.LOGIN)
                .filter(page::isAfter)
                .filter(action ->
                        evaluateAccess.wouldPermit(new EvaluationRequest(asked.subject(), action, asked.resource())))
                .map(FoundAction::new)
                .limit(page.atMost())
                .toList();
        return page.of(found, FoundAction::name);
    }
}
