package pro.jit.sandbox.control;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.PATCH;
import static io.vertx.core.http.HttpMethod.POST;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pro.jit.sandbox.model.Apps;
import pro.jit.sandbox.model.Company;
import pro.jit.sandbox.model.Department;
import pro.jit.sandbox.model.Person;
import pro.jit.sandbox.model.PersonChange;
import pro.jit.sandbox.model.UnknownInCompany;

/** Hiring, moving, freezing, leaving; departments opened, renamed, moved, closed. */
final class CompanyControl {
    private final Apps apps;

    CompanyControl(Apps apps) {
        this.apps = apps;
    }

    private record CompanyBody(
            @Nullable String name, @Nullable String tenantKey) {}

    private record HireBody(
            @Nullable String key,
            String name,
            @Nullable String enName,
            @Nullable String email,
            @Nullable String mobile,
            @Nullable String jobTitle,
            @Nullable String leader,
            @Nullable List<String> departments) {
        PersonChange wishes() {
            return new PersonChange(
                    name, enName, null, null, email, null, mobile, null, jobTitle, null, leader, departments, null);
        }
    }

    private record MoveBody(@Nullable List<String> departments) {}

    private record DepartmentBody(
            @Nullable String departmentId,
            @Nullable String name,
            @Nullable String enName,
            @Nullable String parent,
            @Nullable String leader) {}

    void mount(ControlApi api) {
        api.ofTenant(
                GET,
                "/company",
                (company, context) -> Map.of(
                        "name", company.name(),
                        "tenant_key", company.tenantKey(),
                        "departments", company.departments(),
                        "people",
                                company.people().stream()
                                        .map(person -> view(company, person))
                                        .toList()));
        api.ofTenant(PATCH, "/company", CompanyBody.class, (company, context, body) -> {
            company.rename(body.name(), body.tenantKey());
            return Map.of("name", company.name(), "tenant_key", company.tenantKey());
        });
        people(api);
        departments(api);
    }

    private void people(ControlApi api) {
        api.ofTenant(POST, "/people", HireBody.class, (company, context, body) -> {
            if (body.name() == null || body.name().isBlank()) {
                throw new IllegalArgumentException("A person needs a name");
            }
            return view(company, company.hire(body.key(), body.wishes()));
        });
        api.ofTenant(GET, "/people/:id", (company, context) -> view(company, person(company, context)));
        api.ofTenant(
                PATCH,
                "/people/:id",
                PersonChange.class,
                (company, context, body) ->
                        view(company, company.change(person(company, context).key(), body)));
        api.ofTenant(POST, "/people/:id/move", MoveBody.class, (company, context, body) -> {
            var departments = Optional.ofNullable(body.departments())
                    .orElseThrow(() -> new IllegalArgumentException("departments is missing"));
            return view(company, company.move(person(company, context).key(), departments.toArray(String[]::new)));
        });
        api.ofTenant(
                POST,
                "/people/:id/freeze",
                (company, context) ->
                        view(company, company.freeze(person(company, context).key())));
        api.ofTenant(
                POST,
                "/people/:id/unfreeze",
                (company, context) ->
                        view(company, company.unfreeze(person(company, context).key())));
        api.ofTenant(
                POST,
                "/people/:id/resign",
                (company, context) ->
                        view(company, company.resign(person(company, context).key())));
        api.ofTenant(DELETE, "/people/:id", (company, context) -> {
            company.erase(person(company, context).key());
            return null;
        });
    }

    private void departments(ControlApi api) {
        api.ofTenant(
                POST,
                "/departments",
                DepartmentBody.class,
                (company, context, body) -> company.open(
                        required(body.departmentId(), "department_id"),
                        required(body.name(), "name"),
                        Optional.ofNullable(body.enName()).orElse(""),
                        Optional.ofNullable(body.parent()).orElse("0")));
        api.ofTenant(PATCH, "/departments/:id", DepartmentBody.class, (company, context, body) -> {
            Department department = company.department(context.pathParam("id"));
            if (body.name() != null || body.enName() != null) {
                department = company.renameDepartment(
                        department.id(),
                        Optional.ofNullable(body.name()).orElse(department.name()),
                        Optional.ofNullable(body.enName()).orElse(department.enName()));
            }
            if (body.parent() != null) {
                department = company.moveDepartment(department.id(), body.parent());
            }
            if (body.leader() != null) {
                department = company.appoint(
                        department.id(), company.person(body.leader()).key());
            }
            return department;
        });
        api.ofTenant(DELETE, "/departments/:id", (company, context) -> {
            company.close(context.pathParam("id"));
            return null;
        });
    }

    /** By key, user_id, union_id, or the open_id of any app. */
    private Person person(Company company, RoutingContext context) {
        var id = context.pathParam("id");
        return company.findPerson(id)
                .or(() -> apps.of(company).stream()
                        .flatMap(app -> company.findByOpenId(app.appId(), id).stream())
                        .findFirst())
                .orElseThrow(() -> new UnknownInCompany("There is no person '" + id + "'"));
    }

    private PersonView view(Company company, Person person) {
        return PersonView.of(person, apps.of(company));
    }

    private static String required(@Nullable String value, String field) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }
}
