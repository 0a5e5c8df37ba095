package pro.jit.sandbox.control;

import static io.vertx.core.http.HttpMethod.GET;

import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pro.jit.sandbox.model.Apps;
import pro.jit.sandbox.model.Company;
import pro.jit.sandbox.model.Department;
import pro.jit.sandbox.model.Person;

/** People and departments page by page, for a company too large to be told of at once. */
final class ListControl {
    private final Apps apps;

    ListControl(Apps apps) {
        this.apps = apps;
    }

    private record Summary(String name, String tenantKey, int departmentCount, int personCount) {}

    /** A page of people, and the departments that they are in. */
    private record PeoplePage(
            List<PersonView> items,
            Set<Department> departments,
            boolean hasMore,
            @Nullable String pageToken) {}

    private record DepartmentPage(
            List<Department> items,
            boolean hasMore,
            @Nullable String pageToken) {}

    void mount(ControlApi api) {
        api.ofTenant(
                GET,
                "/company/summary",
                (company, context) -> new Summary(
                        company.name(),
                        company.tenantKey(),
                        company.departments().size(),
                        company.people().size()));
        api.ofTenant(GET, "/people", this::people);
        api.ofTenant(GET, "/departments", this::departments);
    }

    private PeoplePage people(Company company, RoutingContext context) {
        var wanted = search(context);
        var page = cut(
                PageQuery.of(context),
                company.people().stream(),
                Person::number,
                person -> matches(company, person, wanted));
        var departments = new LinkedHashSet<Department>();
        page.items().forEach(person -> person.departments()
                .forEach(id -> company.findDepartment(id).ifPresent(departments::add)));
        return new PeoplePage(
                page.items().stream()
                        .map(person -> PersonView.of(person, apps.of(company)))
                        .toList(),
                departments,
                page.hasMore(),
                page.token());
    }

    private DepartmentPage departments(Company company, RoutingContext context) {
        var wanted = search(context);
        var page = cut(
                PageQuery.of(context),
                company.departments().stream(),
                Department::number,
                department -> matches(department, wanted));
        return new DepartmentPage(page.items(), page.hasMore(), page.token());
    }

    private record Cut<T>(
            List<T> items, boolean hasMore, @Nullable String token) {}

    private static <T> Cut<T> cut(PageQuery query, Stream<T> all, ToIntFunction<T> number, Predicate<T> wanted) {
        var found = new ArrayList<>(all.filter(one -> number.applyAsInt(one) > query.after())
                .filter(wanted)
                .limit(query.size() + 1L)
                .toList());
        if (found.size() <= query.size()) {
            return new Cut<>(found, false, null);
        }
        found.removeLast();
        return new Cut<>(found, true, String.valueOf(number.applyAsInt(found.getLast())));
    }

    private static boolean matches(Company company, Person person, String wanted) {
        return wanted.isEmpty()
                || contain(wanted, person.name(), person.enName(), person.key())
                || person.departments().stream()
                        .flatMap(id -> company.findDepartment(id).stream())
                        .anyMatch(department -> matches(department, wanted));
    }

    private static boolean matches(Department department, String wanted) {
        return contain(wanted, department.name(), department.enName(), department.id());
    }

    private static boolean contain(String wanted, String... texts) {
        return Stream.of(texts).anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(wanted));
    }

    private static String search(RoutingContext context) {
        return Optional.ofNullable(context.queryParams().get("search"))
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .orElse("");
    }
}
