package pro.jit.sandbox.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.jackson.VertxModule;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import pro.jit.sandbox.model.Brand;
import pro.jit.sandbox.model.Company;
import pro.jit.sandbox.model.Tenants;
import pro.jit.sandbox.model.UnknownInCompany;

/** How the sandbox's own API reads, answers and refuses: snake_case JSON, unknown fields refused, RFC 9457 problems. */
final class ControlApi {
    static final String PREFIX = "/sandbox/api";

    private static final String ONE_TENANT = "/tenants/:tenant_key";

    private final Router router;
    private final Tenants tenants;
    private final Supplier<Map<Brand, String>> brands;
    private final BodyReader bodies = new BodyReader();
    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new VertxModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    /** @param brands the origins whose pages may change things here */
    ControlApi(Router router, Tenants tenants, Supplier<Map<Brand, String>> brands) {
        this.router = router;
        this.tenants = tenants;
        this.brands = brands;
    }

    /** Mounts a route without a body. What it returns is the answer, now or as a future; null is 204. */
    void route(HttpMethod method, String path, Function<RoutingContext, @Nullable Object> work) {
        router.route(method, PREFIX + path).handler(context -> answer(context, () -> work.apply(context)));
    }

    /** Mounts a route whose body is one of these. */
    <B> void route(HttpMethod method, String path, Class<B> body, Work<B> work) {
        router.route(method, PREFIX + path)
                .handler(context -> answer(
                        context,
                        () -> work.apply(context, bodies.read(context.body().asString(), body))));
    }

    /** Mounts a route without a body twice: for the first company as it stands, and for any under {@code /tenants/{tenant_key}}. */
    void ofTenant(HttpMethod method, String path, TenantQuestion work) {
        route(method, path, context -> work.apply(tenants.home(), context));
        route(method, ONE_TENANT + path, context -> work.apply(tenant(context), context));
    }

    /** The same with a body. */
    <B> void ofTenant(HttpMethod method, String path, Class<B> body, TenantWork<B> work) {
        route(method, path, body, (context, value) -> work.apply(tenants.home(), context, value));
        route(method, ONE_TENANT + path, body, (context, value) -> work.apply(tenant(context), context, value));
    }

    private Company tenant(RoutingContext context) {
        return tenants.get(context.pathParam("tenant_key"));
    }

    /** What a route without a body does in one company. */
    interface TenantQuestion {
        @Nullable
        Object apply(Company company, RoutingContext context);
    }

    /** What a route with a body does in one company. */
    interface TenantWork<B> {
        @Nullable
        Object apply(Company company, RoutingContext context, B body);
    }

    /** What a route with a body does. */
    interface Work<B> {
        @Nullable
        Object apply(RoutingContext context, B body);
    }

    private interface Step {
        @Nullable
        Object run() throws JsonProcessingException;
    }

    private void answer(RoutingContext context, Step step) {
        try {
            if (comesFromForeignPage(context.request())) {
                problem(context, 403, "foreign-origin", "A page of another origin may not change anything here");
                return;
            }
            var result = step.run();
            if (result instanceof Future<?> later) {
                later.onSuccess(value -> answer(context, () -> value))
                        .onFailure(e -> answer(context, () -> {
                            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
                        }));
            } else if (result == null) {
                context.response().setStatusCode(204).end();
            } else {
                context.response()
                        .putHeader("Content-Type", "application/json; charset=utf-8")
                        .putHeader("Cache-Control", "no-store")
                        .end(json.writeValueAsString(result));
            }
        } catch (UnknownInCompany e) {
            problem(context, 404, "not-found", String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            problem(context, 400, "invalid-request", String.valueOf(e.getMessage()));
        } catch (JsonProcessingException e) {
            context.fail(e);
        }
    }

    // A browser says which origin the calling page is of; nobody else does. The host may be reached
    // under several names, such as localhost and 127.0.0.1: a page that asks its own host is ours.
    private boolean comesFromForeignPage(HttpServerRequest request) {
        var origin = request.getHeader("Origin");
        if (origin == null || request.method().equals(HttpMethod.GET)) {
            return false;
        }
        var host = request.getHeader("Host");
        return !brands.get().containsValue(origin)
                && !origin.equals("http://" + host)
                && !origin.equals("https://" + host);
    }

    /** Answers with a problem. */
    void problem(RoutingContext context, int status, String id, String detail) {
        try {
            var body = json.writeValueAsString(Map.of(
                    "type",
                    "urn:jit:problem:" + id,
                    "title",
                    id.replace('-', ' '),
                    "status",
                    status,
                    "detail",
                    detail));
            context.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", "application/problem+json")
                    .end(body);
        } catch (JsonProcessingException e) {
            context.fail(e);
        }
    }
}
