package pro.jit.sandbox.control;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.PATCH;
import static io.vertx.core.http.HttpMethod.POST;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pro.jit.sandbox.model.Apps;
import pro.jit.sandbox.model.Company;
import pro.jit.sandbox.model.Person;
import pro.jit.sandbox.model.PersonChange;
import pro.jit.sandbox.model.Tenants;
import pro.jit.sandbox.model.UnknownInCompany;

/** Hiring, moving, freezing, leaving; departments opened, renamed, moved, closed. */
final class CompanyControl {
    private static final int MOST_AT_ONCE = 10_000;
    private static final Pattern TENANT_KEY = Pattern.compile("[0-9a-f]{16}");

    private final Tenants tenants;
    private final Apps apps;

    CompanyControl(Tenants tenants, Apps apps) {
        this.tenants = tenants;
        this.apps = apps;
    }

    private record CompanyBody(
            @Nullable String name, @Nullable String tenantKey) {}

    private record HireBody(
            @Nullable String key,
            @Nullable String name,
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

    private record DepartmentChange(
            @Nullable String name,
            @Nullable String enName,
            @Nullable String parent,
            @Nullable String leader) {}

    private record NewDepartment(
            @Nullable String departmentId,
            @Nullable String name,
            @Nullable String enName,
            @Nullable String parent,
            @Nullable String leader) {}

    void mount(ControlApi api) {
        api.ofTenant(GET, "/company", (company, context) -> whole(company));
        api.ofTenant(PATCH, "/company", CompanyBody.class, (company, context, body) -> {
            Required.notBlank(body.name(), "name");
            requireFree(company, body.tenantKey());
            company.rename(body.name(), body.tenantKey());
            return Map.of("name", company.name(), "tenant_key", company.tenantKey());
        });
        people(api);
        departments(api);
    }

    private Map<String, Object> whole(Company company) {
        var people = company.people();
        if (people.size() > MOST_AT_ONCE) {
            throw new IllegalArgumentException("A company of more than " + MOST_AT_ONCE
                    + " people is told of page by page: GET /sandbox/api/people and /sandbox/api/departments");
        }
        return Map.of(
                "name", company.name(),
                "tenant_key", company.tenantKey(),
                "departments", company.departments(),
                "people", people.stream().map(person -> view(company, person)).toList());
    }

    private void requireFree(Company company, @Nullable String tenantKey) {
        if (tenantKey == null) {
            return;
        }
        if (!TENANT_KEY.matcher(tenantKey).matches()) {
            throw new IllegalArgumentException("tenant_key '" + tenantKey + "' is not 16 hex digits");
        }
        if (tenants.all().stream()
                .anyMatch(other -> other != company && other.tenantKey().equals(tenantKey))) {
            throw new IllegalArgumentException("tenant_key '" + tenantKey + "' is another company's");
        }
    }

    private void people(ControlApi api) {
        api.ofTenant(POST, "/people", HireBody.class, (company, context, body) -> {
            Required.text(body.name(), "name");
            requireLeader(company, body.leader());
            return view(company, company.hire(body.key(), body.wishes()));
        });
        api.ofTenant(GET, "/people/:id", (company, context) -> view(company, person(company, context)));
        api.ofTenant(PATCH, "/people/:id", PersonChange.class, (company, context, body) -> {
            requireLeader(company, body.leader());
            return view(company, company.change(person(company, context).key(), body));
        });
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
        api.ofTenant(POST, "/departments", NewDepartment.class, (company, context, body) -> {
            var leader = body.leader();
            requireLeader(company, leader);
            var opened = company.open(
                    Required.text(body.departmentId(), "department_id"),
                    Required.text(body.name(), "name"),
                    Optional.ofNullable(body.enName()).orElse(""),
                    Optional.ofNullable(body.parent()).orElse("0"));
            return leader == null || leader.isEmpty()
                    ? opened
                    : company.appoint(opened.id(), company.person(leader).key());
        });
        api.ofTenant(PATCH, "/departments/:id", DepartmentChange.class, (company, context, body) -> {
            Required.notBlank(body.name(), "name");
            return company.changeDepartment(
                    context.pathParam("id"), body.name(), body.enName(), body.parent(), body.leader());
        });
        api.ofTenant(DELETE, "/departments/:id", (company, context) -> {
            company.close(context.pathParam("id"));
            return null;
        });
    }

    private static void requireLeader(Company company, @Nullable String leader) {
        if (leader != null && !leader.isEmpty() && company.findPerson(leader).isEmpty()) {
            throw new IllegalArgumentException("leader: there is no person '" + leader + "'");
        }
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
}
