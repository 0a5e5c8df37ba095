package pro.jit.sandbox.passport;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.util.Locale;
import pro.jit.sandbox.gateway.ApiCall;
import pro.jit.sandbox.gateway.OpenPlatform;
import pro.jit.sandbox.gateway.Operation;
import pro.jit.sandbox.gateway.Replies;
import pro.jit.sandbox.model.Apps;
import pro.jit.sandbox.model.Brand;
import pro.jit.sandbox.model.UnknownInCompany;
import pro.jit.sandbox.oauth.Authorization;
import pro.jit.sandbox.oauth.AuthorizationCode.Origin;
import pro.jit.sandbox.oauth.AuthorizationRequest;

/** Feishu's passport host: its authorize page, and the frame with the QR code. */
public final class Passport {
    private static final String AUTHORIZE = "/suite/passport/oauth/authorize";

    private final Brand brand;
    private final Apps apps;
    private final QrCodes codes;
    private final Authorization authorization;

    public Passport(Brand brand, Apps apps, QrCodes codes, Authorization authorization) {
        this.brand = brand;
        this.apps = apps;
        this.codes = codes;
        this.authorization = authorization;
    }

    /** Mounts both, and the address at which the frame asks how its code is doing. */
    public void mount(OpenPlatform platform, Router router) {
        platform.mount(Operation.open(HttpMethod.GET, AUTHORIZE), this::authorize);
        platform.mount(Operation.open(HttpMethod.GET, "/suite/passport/sso/qr"), this::frame);
        router.get("/sandbox/qr/:id").handler(context -> {
            try {
                var code = codes.get(context.pathParam("id"));
                var body = new JsonObject().put("state", code.state().name().toLowerCase(Locale.ROOT));
                if (code.tmpCode() != null) {
                    body.put("tmp_code", code.tmpCode());
                }
                Replies.json(context, 200, body);
            } catch (UnknownInCompany gone) {
                Replies.json(context, 200, new JsonObject().put("state", "expired"));
            }
        });
    }

    private void authorize(ApiCall call) {
        var tmpCode = call.query("tmp_code").filter(text -> !text.isEmpty());
        if (tmpCode.isEmpty()) {
            authorization.visit(call.context(), Origin.PASSPORT);
            return;
        }
        try {
            var request = AuthorizationRequest.check(
                    Origin.PASSPORT, call.context().request().query(), apps);
            var person = codes.redeem(tmpCode.get(), request.app().appId())
                    .flatMap(request.app().company()::findPerson);
            if (person.isPresent()) {
                authorization.complete(call.context(), request, person.get());
            } else {
                Replies.html(
                        call.context(), 400, QrFrame.error(brand, 4401, "二维码已失效 · This QR code is no longer valid."));
            }
        } catch (AuthorizationRequest.Refused refused) {
            authorization.refuse(call.context(), refused);
        }
    }

    /** UNCONFIRMED (contract §12.2) whether the frame takes a {@code goto} at the accounts host; here it takes passport's alone. */
    private void frame(ApiCall call) {
        var destination = call.query("goto").orElse("");
        try {
            var uri = URI.create(destination);
            if (!AUTHORIZE.equals(uri.getPath()) || uri.getRawQuery() == null) {
                throw new IllegalArgumentException("goto is not passport's authorize page");
            }
            var request = AuthorizationRequest.check(Origin.PASSPORT, uri.getRawQuery(), apps);
            var code = codes.show(request.app().appId());
            var plainText = call.query("sdk_version").isEmpty();
            Replies.html(call.context(), 200, QrFrame.render(brand, code, request.app(), plainText));
        } catch (AuthorizationRequest.Refused refused) {
            authorization.refuse(call.context(), refused);
        } catch (IllegalArgumentException malformed) {
            Replies.html(
                    call.context(),
                    400,
                    QrFrame.error(brand, 20001, "goto 不合法 · The goto address is not passport's authorize page."));
        }
    }
}
