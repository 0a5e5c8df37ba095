package pro.jit.sandbox.control;

import static io.vertx.core.http.HttpMethod.POST;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pro.jit.sandbox.model.Company;
import pro.jit.sandbox.model.CompanySize;
import pro.jit.sandbox.model.GeneratedCompany;

/** Puts a generated company in the place of whatever company there is. */
final class GenerateControl {
    private final Company company;

    GenerateControl(Company company) {
        this.company = company;
    }

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
        api.route(POST, "/company/generate", Size.class, (context, body) -> {
            var size = body.toSize();
            company.becomeAs(GeneratedCompany.found(size));
            return size;
        });
    }
}
