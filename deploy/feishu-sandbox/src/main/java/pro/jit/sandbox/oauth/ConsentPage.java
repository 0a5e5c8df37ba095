package pro.jit.sandbox.oauth;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pro.jit.sandbox.model.Brand;
import pro.jit.sandbox.model.Person;
import pro.jit.sandbox.oauth.AuthorizationCode.Origin;

/** The authorize page's two faces: the question, and the refusal. */
final class ConsentPage {
    /** Of a large company only the first are offered, and whoever is logged in. */
    private static final int MOST_CHOICES = 200;

    private ConsentPage() {}

    static String render(Brand brand, AuthorizationRequest request, String query, Optional<Person> current) {
        var company = request.app().company();
        var options = Stream.concat(current.filter(company::knows).stream(), company.people(0, MOST_CHOICES).stream())
                .distinct()
                .filter(person -> person.status().inDepartments())
                .map(person -> "<option value=\"%s\"%s>%s · %s</option>"
                        .formatted(
                                Forms.html(person.key()),
                                current.filter(person::equals).isPresent() ? " selected" : "",
                                Forms.html(person.name()),
                                Forms.html(person.enName())))
                .collect(Collectors.joining("\n"));
        var scopes = request.scopes().stream()
                .map(scope -> "<li><code>" + Forms.html(scope) + "</code></li>")
                .collect(Collectors.joining());
        return page(brand, "%s授权 · %s authorization".formatted(brand.chinese(), brand.english()), """
                <h1>%s</h1>
                <p>申请使用你的%s身份登录 · would like to sign you in with your %s identity</p>
                <form method="post" action="/sandbox/authorize">
                <input type="hidden" name="request" value="%s">
                <input type="hidden" name="origin" value="%s">
                <label>%s账号 · %s account<select name="person">%s</select></label>
                <ul>%s</ul>
                <div class="actions">
                <button class="primary" name="decision" value="approve">授权 Approve</button>
                <button name="decision" value="deny">拒绝 Refuse</button>
                </div></form>""".formatted(
                        Forms.html(request.app().name()),
                        brand.chinese(),
                        brand.english(),
                        Forms.html(query),
                        request.origin() == Origin.PASSPORT ? "passport" : "authorize",
                        brand.chinese(),
                        brand.english(),
                        options,
                        scopes));
    }

    static String error(Brand brand, int code, String message) {
        return page(brand, brand.chinese() + " · " + brand.english(), """
                <h1>授权出错 · Authorization failed</h1>
                <p class="number">错误码 Error code: <strong>%d</strong></p>
                <p>%s</p>""".formatted(code, Forms.html(message)));
    }

    private static String page(Brand brand, String title, String content) {
        return """
                <!doctype html>
                <html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%3$s</title><link rel="stylesheet" href="/sandbox/assets/sandbox.css"></head>
                <body class="dialog"><main class="card">%4$s
                <p class="note">%1$s沙箱，不是真正的%1$s · The %2$s sandbox, not the real %2$s</p></main></body></html>
                """.formatted(brand.chinese(), brand.english(), title, content);
    }
}
