package pro.jit.sandbox.oauth;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import pro.jit.sandbox.gateway.ApiCall;
import pro.jit.sandbox.gateway.OpenPlatform;
import pro.jit.sandbox.gateway.Operation;
import pro.jit.sandbox.gateway.Replies;
import pro.jit.sandbox.model.Apps;
import pro.jit.sandbox.model.Person;
import pro.jit.sandbox.model.Tenants;
import pro.jit.sandbox.oauth.AuthorizationCode.Origin;
import pro.jit.sandbox.oauth.AuthorizationRequest.Refused;

/** Feishu's authorize page: who are you, and do you agree. Passport's page is the same with another kind of code. */
public final class Authorization {
    private final Tenants tenants;
    private final Apps apps;
    private final AuthorizationCodes codes;

    public Authorization(Tenants tenants, Apps apps, AuthorizationCodes codes) {
        this.tenants = tenants;
        this.apps = apps;
        this.codes = codes;
    }

    /** Mounts the page, and the address its buttons post to. */
    public void mount(OpenPlatform platform) {
        platform.mount(
                Operation.open(HttpMethod.GET, "/open-apis/authen/v1/authorize"),
                call -> visit(call.context(), Origin.AUTHORIZE));
        platform.mount(Operation.open(HttpMethod.POST, "/sandbox/authorize"), this::decide);
    }

    /** Answers a visit to an authorize page. */
    public void visit(RoutingContext context, Origin origin) {
        var query = Optional.ofNullable(context.request().query()).orElse("");
        try {
            var request = AuthorizationRequest.check(origin, query, apps);
            var person = SandboxCookies.person(context, tenants);
            var insideClient = SandboxCookies.arrivesFromClient(context);
            var decision = SandboxCookies.value(context, SandboxCookies.DECISION);
            if (person.isPresent() && decision.isPresent()) {
                answer(context, request, person.get(), decision.get());
            } else if (person.isPresent() && insideClient && !request.consentForced()) {
                answer(context, request, person.get(), "approve");
            } else {
                Replies.html(context, 200, ConsentPage.render(tenants.brand(), request, query, person));
            }
        } catch (Refused refused) {
            refuse(context, refused);
        }
    }

    /** Sends a browser back with a code for a person who has agreed elsewhere, such as on the phone. */
    public void complete(RoutingContext context, AuthorizationRequest request, Person person) {
        try {
            Replies.redirect(context, approve(request, person));
        } catch (Refused refused) {
            refuse(context, refused);
        }
    }

    /** Shows Feishu's error page. UNCONFIRMED (contract §12.3) which HTTP status it has; the number on it is what people search for. */
    public void refuse(RoutingContext context, Refused refused) {
        Replies.html(
                context, 400, ConsentPage.error(tenants.brand(), refused.code(), String.valueOf(refused.getMessage())));
    }

    private void decide(ApiCall call) {
        var context = call.context();
        MultiMap form = context.request().formAttributes();
        try {
            var origin = "passport".equals(form.get("origin")) ? Origin.PASSPORT : Origin.AUTHORIZE;
            var query = Optional.ofNullable(form.get("request")).orElse("");
            var request = AuthorizationRequest.check(origin, query, apps);
            var person = request.app()
                    .company()
                    .findPerson(Optional.ofNullable(form.get("person")).orElse(""))
                    .orElseThrow(() -> new Refused(20008, "用户不存在 · There is no such person."));
            SandboxCookies.logIn(context, tenants.brand(), person);
            answer(
                    context,
                    request,
                    person,
                    Optional.ofNullable(form.get("decision")).orElse("deny"));
        } catch (Refused refused) {
            refuse(context, refused);
        }
    }

    private void answer(RoutingContext context, AuthorizationRequest request, Person person, String decision)
            throws Refused {
        Replies.redirect(context, decision.equals("approve") ? approve(request, person) : request.denied());
    }

    /** UNCONFIRMED (contract §1.1) what Feishu tells somebody of another company; here the same as anybody else whom the app is not available to. */
    private String approve(AuthorizationRequest request, Person person) throws Refused {
        if (!person.status().canLogIn()) {
            throw new Refused(20066, "用户状态异常 · This person cannot use Feishu at present.");
        }
        if (!request.app().isAvailableTo(person)) {
            throw new Refused(20010, "用户不在应用可用范围内 · This person is outside the app's availability.");
        }
        return request.approvedWith(codes.issue(
                request.origin(),
                request.app(),
                person.key(),
                request.redirectUri(),
                request.challenge(),
                request.scopes(),
                AuthorizationCodes.LIFE));
    }
}
