package pro.jit.gateway.problem;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.page.PageTexts;
import pro.jit.gateway.page.Spans;

/** The page of a problem: one plain sentence, what to do next, the request id. */
final class ProblemPages {
    /** Where every application is signed in to. */
    private static final String LOGIN_ADDRESS = "https://domain/{orgId}/{appId}/login";

    private ProblemPages() {}

    static String html(Occurrence occurrence, Audience audience) {
        var texts = PageTexts.in(audience.language());
        var key = "problem." + occurrence.problem().id();
        return Templates.problem(
                        texts,
                        occurrence,
                        audience.requestId(),
                        texts.get(key + ".title"),
                        texts.get(key + ".next"),
                        occurrence.problem() == Problem.UNKNOWN_APPLICATION ? LOGIN_ADDRESS : null,
                        occurrence.problem() == Problem.NOT_AUTHORIZED,
                        ask(texts, occurrence.requestAccess()))
                .render();
    }

    /** What is said of asking for access: where a request stands, the administrator's words, and where the form goes if there is one. */
    record Ask(List<String> standing, @Nullable String note, String action, boolean offered) {}

    private static @Nullable Ask ask(PageTexts texts, @Nullable RequestAccess requestAccess) {
        if (requestAccess == null) {
            return null;
        }
        var last = requestAccess.last();
        if (last == null) {
            return new Ask(List.of(), null, requestAccess.action(), requestAccess.offered());
        }
        var ago = Spans.past(texts, Duration.between(last.askedAt(), requestAccess.now()));
        var lines = new ArrayList<String>();
        lines.add(texts.filled(last.open() ? "request-access.open" : "request-access.declined", "ago", ago));
        var wait = requestAccess.untilOffered();
        if (wait != null) {
            lines.add(texts.filled("request-access.again-in", "span", Spans.future(texts, wait)));
        }
        return new Ask(lines, last.note(), requestAccess.action(), requestAccess.offered());
    }

    @CheckedTemplate(basePath = "problem")
    static class Templates {
        static native TemplateInstance problem(
                PageTexts texts,
                Occurrence occurrence,
                String requestId,
                String sentence,
                String next,
                @Nullable String pattern,
                boolean checkAgain,
                @Nullable Ask ask);

        private Templates() {}
    }
}
