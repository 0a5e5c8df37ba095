package pro.jit.gateway.forward;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import pro.jit.gateway.application.Application;
import pro.jit.gateway.application.Visits;
import pro.jit.gateway.page.Language;
import pro.jit.gateway.page.PageHeaders;
import pro.jit.gateway.page.PageTexts;
import pro.jit.gateway.problem.Occurrence;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.Problems;
import pro.jit.gateway.token.SessionClaims;

/** The gateway's own page where an application has no upstream: who is signed in. */
@ApplicationScoped
class WelcomePage {
    private final Visits visits;
    private final Problems problems;

    WelcomePage(Visits visits, Problems problems) {
        this.visits = visits;
        this.problems = problems;
    }

    void show(RoutingContext context, ApplicationPath path, Application application, SessionClaims session) {
        var request = context.request();
        if (!path.rest().isEmpty()) {
            problems.send(Occurrence.of(Problem.NOT_FOUND), context);
            return;
        }
        var texts = PageTexts.in(Language.of(request));
        var html = Templates.welcome(
                        texts,
                        application.title(),
                        application.path(),
                        session.name() == null ? session.memberId() : session.name(),
                        session.roles())
                .render();
        var response = context.response();
        PageHeaders.plain(visits.of(request).https()).forEach(response::putHeader);
        response.putHeader("Content-Type", "text/html; charset=UTF-8").end(html);
    }

    @CheckedTemplate(basePath = "forward")
    static class Templates {
        static native TemplateInstance welcome(
                PageTexts texts, String title, String path, String name, List<String> roles);

        private Templates() {}
    }
}
