package pro.jit.sandbox.contact;

import java.util.Set;
import pro.jit.sandbox.model.FeishuApp;
import pro.jit.sandbox.model.Ids;
import pro.jit.sandbox.model.Range;

/**
 * The fewest calls in which an app can read the tree of departments in its data range and the people in each, with the largest pages that
 * Feishu allows. Not in it: the granted departments and people themselves, 50 of which a {@code batch} call reads.
 *
 * @param scopes pages of 100 of {@code contact/v3/scopes}
 * @param departmentChildren pages of 50 of the recursive {@code children}, of the root or else of each granted department that is not
 *     below another granted one
 * @param findByDepartment pages of 50 of {@code find_by_department}, of every department in range, and of the root for a range of all
 */
public record MinimumCalls(int scopes, int departmentChildren, int findByDepartment) {
    private static final int LARGEST_SCOPES_PAGE = 100;
    private static final int LARGEST_PAGE = 50;

    /** For an app's own token, in its company as it is now. */
    public static MinimumCalls of(FeishuApp app) {
        return switch (app.contactsInForce()) {
            case Range.Selected some -> ofSome(app, some);
            case Range.Everyone all -> ofAll(app);
            case Range.SameAsAvailability same ->
                throw new IllegalArgumentException("Availability itself cannot be the same as availability");
        };
    }

    public int total() {
        return scopes + departmentChildren + findByDepartment;
    }

    private static MinimumCalls ofAll(FeishuApp app) {
        var company = app.company();
        var departments = company.departments();
        var firstLevel = departments.stream()
                .filter(department -> department.parent().equals(Ids.ROOT))
                .count();
        var peopleAtRoot = company.peopleIn(Ids.ROOT).size();
        return new MinimumCalls(
                pages((int) firstLevel + peopleAtRoot, LARGEST_SCOPES_PAGE),
                pages(departments.size(), LARGEST_PAGE),
                pages(peopleAtRoot, LARGEST_PAGE)
                        + departments.stream()
                                .mapToInt(department ->
                                        pages(company.peopleIn(department.id()).size(), LARGEST_PAGE))
                                .sum());
    }

    private static MinimumCalls ofSome(FeishuApp app, Range.Selected some) {
        var company = app.company();
        var people = some.people().stream()
                .flatMap(key -> company.findPerson(key).stream())
                .filter(person -> person.status().inDepartments())
                .count();
        var granted = some.departments().stream()
                .flatMap(id -> company.findDepartment(id).stream())
                .toList();
        var grantedIds = some.departmentsOf(company);
        var starts = granted.stream()
                .filter(department -> !company.isWithin(department.parent(), grantedIds))
                .map(department -> company.withDescendants(Set.of(department.id())))
                .toList();
        return new MinimumCalls(
                pages((int) people + granted.size(), LARGEST_SCOPES_PAGE),
                starts.stream()
                        .mapToInt(start -> pages(start.size() - 1, LARGEST_PAGE))
                        .sum(),
                starts.stream()
                        .flatMap(Set::stream)
                        .mapToInt(id -> pages(company.peopleIn(id).size(), LARGEST_PAGE))
                        .sum());
    }

    /** An empty list has a page too. */
    private static int pages(int entries, int size) {
        return Math.max(1, Math.ceilDiv(entries, size));
    }
}
