package pro.jit.sandbox.control;

import static io.vertx.core.http.HttpMethod.POST;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pro.jit.sandbox.model.CompanySize;
import pro.jit.sandbox.model.GeneratedCompany;

/** Puts a generated company in the place of whatever company there is. */
final class GenerateControl {
    private record Size(
            @Nullable Integer people,
            @Nullable Integer departments,
            @Nullable Long seed) {
        CompanySize toSize() {
            var size = CompanySize.of(
                    Optional.ofNullable(people).orElseThrow(() -> new IllegalArgumentException("people is missing")));
            return size.in(Optional.ofNullable(departments).orElse(size.departments()))
                    .seeded(Optional.ofNullable(seed).orElse(size.seed()));
        }
    }

    void mount(ControlApi api) {
        api.ofTenant(POST, "/company/generate", Size.class, (company, context, body) -> {
            var size = body.toSize();
            var key = company.tenantKey();
            return context.vertx()
                    .executeBlocking(() -> GeneratedCompany.found(size, key))
                    .map(generated -> {
                        company.becomeAs(generated);
                        return size;
                    });
        });
    }
}
