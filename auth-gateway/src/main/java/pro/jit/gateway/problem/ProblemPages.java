package pro.jit.gateway.problem;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import pro.jit.gateway.page.PageTexts;

/** The page of a problem: one plain sentence, what to do next, the request id. */
final class ProblemPages {
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
                        occurrence.problem() == Problem.NOT_AUTHORIZED)
                .render();
    }

    @CheckedTemplate(basePath = "problem")
    static class Templates {
        static native TemplateInstance problem(
                PageTexts texts,
                Occurrence occurrence,
                String requestId,
                String sentence,
                String next,
                boolean checkAgain);

        private Templates() {}
    }
}
