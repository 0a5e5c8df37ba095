package pro.jit.sandbox.control;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pro.jit.sandbox.model.Apps;
import pro.jit.sandbox.model.Person;
import pro.jit.sandbox.passport.QrCode;
import pro.jit.sandbox.passport.QrCodes;

/** The phone: the QR codes shown in browsers, and scanning, confirming or refusing one. */
final class PhoneControl {
    private final QrCodes codes;
    private final Apps apps;

    PhoneControl(QrCodes codes, Apps apps) {
        this.codes = codes;
        this.apps = apps;
    }

    private record View(
            String id,
            String appId,
            String appName,
            String state,
            @Nullable String person,
            String expiresAt) {}

    private record By(@Nullable String person) {}

    void mount(ControlApi api) {
        api.route(
                GET,
                "/qr-codes",
                context ->
                        Map.of("items", codes.waiting().stream().map(this::view).toList()));
        api.route(
                POST,
                "/qr-codes/:id/scan",
                By.class,
                (context, body) -> view(codes.scan(
                        context.pathParam("id"), person(context, body).key())));
        api.route(
                POST,
                "/qr-codes/:id/confirm",
                By.class,
                (context, body) -> view(codes.confirm(
                        context.pathParam("id"), person(context, body).key())));
        api.route(POST, "/qr-codes/:id/refuse", context -> view(codes.refuse(context.pathParam("id"))));
    }

    private Person person(RoutingContext context, By body) {
        var app = apps.get(codes.get(context.pathParam("id")).appId());
        var person = app.company()
                .person(Optional.ofNullable(body.person())
                        .orElseThrow(() -> new IllegalArgumentException("person is missing")));
        if (!person.status().canLogIn()) {
            throw new IllegalArgumentException("This person cannot use Feishu at present");
        }
        return person;
    }

    private View view(QrCode code) {
        return new View(
                code.id(),
                code.appId(),
                apps.get(code.appId()).name(),
                code.state().name().toLowerCase(Locale.ROOT),
                code.personKey(),
                code.expiresAt().toString());
    }
}
