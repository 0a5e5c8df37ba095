package pro.jit.sandbox.control;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pro.jit.sandbox.model.Company;
import pro.jit.sandbox.model.Tenants;

/** The companies that use the platform, and another one more. */
final class TenantControl {
    private final Tenants tenants;

    TenantControl(Tenants tenants) {
        this.tenants = tenants;
    }

    private record NewTenant(@Nullable String name) {}

    private record TenantView(String tenantKey, String name) {
        static TenantView of(Company company) {
            return new TenantView(company.tenantKey(), company.name());
        }
    }

    void mount(ControlApi api) {
        api.route(
                GET,
                "/tenants",
                context -> Map.of(
                        "items", tenants.all().stream().map(TenantView::of).toList()));
        api.route(POST, "/tenants", NewTenant.class, (context, body) -> {
            var name = Optional.ofNullable(body.name())
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .orElseThrow(() -> new IllegalArgumentException("name is missing"));
            return TenantView.of(tenants.found(name));
        });
    }
}
