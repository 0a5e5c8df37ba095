package pro.jit.gateway.accessrequest;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import pro.jit.gateway.application.Application;
import pro.jit.gateway.decision.AccessRequestStanding;
import pro.jit.gateway.page.PageHeaders;
import pro.jit.gateway.page.PageTexts;
import pro.jit.gateway.page.Spans;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.session.BrowserRequest;

/** What somebody sees who has asked for access: that it was sent, or the form again with what they had written. */
@ApplicationScoped
class AccessRequestPages {
    private final BrowserRequest request;
    private final Clock clock;

    AccessRequestPages(BrowserRequest request, Clock clock) {
        this.request = request;
        this.clock = clock;
    }

    /** The request waits for an answer. */
    Response.ResponseBuilder sent(
            Application application, Refused refused, AccessRequestStanding standing, boolean anew) {
        var texts = PageTexts.in(request.language());
        var line = anew
                ? texts.get("request-access.sent.next")
                : texts.filled(
                        "request-access.open",
                        "ago",
                        Spans.past(texts, Duration.between(standing.askedAt(), clock.instant())));
        return page(
                anew ? 201 : 200,
                Templates.sent(
                        texts,
                        application.title(),
                        refused,
                        anew ? "request-access.sent" : "request-access.waiting",
                        line,
                        request.requestId()));
    }

    /**
     * The form once more, with what was written.
     *
     * @param problem why it was not sent
     * @param notice keys of what is said about it, among the texts
     */
    Response.ResponseBuilder again(
            Application application, Refused refused, String written, Problem problem, List<String> notice) {
        var texts = PageTexts.in(request.language());
        return page(
                problem.status(),
                Templates.ask(
                        texts,
                        application.title(),
                        refused,
                        problem,
                        notice.stream().map(texts::get).toList(),
                        RefusedVisitors.path(application),
                        written,
                        problem == Problem.INVALID_REQUEST,
                        request.requestId()));
    }

    private Response.ResponseBuilder page(int status, TemplateInstance template) {
        var response = Response.status(status).entity(template.render());
        PageHeaders.plain(request.visit().https()).forEach(response::header);
        return response.header("Content-Type", "text/html; charset=UTF-8");
    }

    @CheckedTemplate(basePath = "accessrequest")
    static class Templates {
        static native TemplateInstance sent(
                PageTexts texts, String title, Refused refused, String heading, String line, String requestId);

        static native TemplateInstance ask(
                PageTexts texts,
                String title,
                Refused refused,
                Problem problem,
                List<String> notice,
                String action,
                String written,
                boolean wrong,
                String requestId);

        private Templates() {}
    }
}
