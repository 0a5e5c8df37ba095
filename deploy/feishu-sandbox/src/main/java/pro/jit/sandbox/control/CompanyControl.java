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
    private final Company company;
    private final Apps apps;

    CompanyControl(Company company, Apps apps) {
        this.company = company;
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
        api.route(
                GET,
                "/company",
                context -> Map.of(
                        "name", company.name(),
                        "tenant_key", company.tenantKey(),
                        "departments", company.departments(),
                        "people", company.people().stream().map(this::view).toList()));
        api.route(PATCH, "/company", CompanyBody.class, (context, body) -> {
            company.rename(body.name(), body.tenantKey());
            return Map.of("name", company.name(), "tenant_key", company.tenantKey());
        });
        people(api);
        departments(api);
    }

    private void people(ControlApi api) {
        api.route(POST, "/people", HireBody.class, (context, body) -> {
            if (body.name() == null || body.name().isBlank()) {
                throw new IllegalArgumentException("A person needs a name");
            }
            return view(company.hire(body.key(), body.wishes()));
        });
        api.route(GET, "/people/:id", context -> view(person(context)));
        api.route(
                PATCH,
                "/people/:id",
                PersonChange.class,
                (context, body) -> view(company.change(person(context).key(), body)));
        api.route(POST, "/people/:id/move", MoveBody.class, (context, body) -> {
            var departments = Optional.ofNullable(body.departments())
                    .orElseThrow(() -> new IllegalArgumentException("departments is missing"));
            return view(company.move(person(context).key(), departments.toArray(String[]::new)));
        });
        api.route(
                POST,
                "/people/:id/freeze",
                context -> view(company.freeze(person(context).key())));
        api.route(
                POST,
                "/people/:id/unfreeze",
                context -> view(company.unfreeze(person(context).key())));
        api.route(
                POST,
                "/people/:id/resign",
                context -> view(company.resign(person(context).key())));
        api.route(DELETE, "/people/:id", context -> {
            company.erase(person(context).key());
            return null;
        });
    }

    private void departments(ControlApi api) {
        api.route(
                POST,
                "/departments",
                DepartmentBody.class,
                (context, body) -> company.open(
                        required(body.departmentId(), "department_id"),
                        required(body.name(), "name"),
                        Optional.ofNullable(body.enName()).orElse(""),
                        Optional.ofNullable(body.parent()).orElse("0")));
        api.route(PATCH, "/departments/:id", DepartmentBody.class, (context, body) -> {
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
        api.route(DELETE, "/departments/:id", context -> {
            company.close(context.pathParam("id"));
            return null;
        });
    }

    /** By key, user_id, union_id, or the open_id of any app. */
    private Person person(RoutingContext context) {
        var id = context.pathParam("id");
        return company.findPerson(id)
                .or(() -> apps.all().stream()
                        .flatMap(app -> company.findByOpenId(app.appId(), id).stream())
                        .findFirst())
                .orElseThrow(() -> new UnknownInCompany("There is no person '" + id + "'"));
    }

    private PersonView view(Person person) {
        return PersonView.of(person, apps);
    }

    private static String required(@Nullable String value, String field) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }
}
