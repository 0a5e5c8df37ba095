package pro.jit.sandbox.event;

import java.util.stream.Stream;
import pro.jit.sandbox.model.Company;
import pro.jit.sandbox.model.Department;
import pro.jit.sandbox.model.FeishuApp;
import pro.jit.sandbox.model.Person;
import pro.jit.sandbox.model.Range;

/** Whether an app's data range holds something that need not be in the company any more. */
final class InRange {
    private InRange() {}

    static boolean holds(FeishuApp app, Person person) {
        return switch (app.contactsInForce()) {
            case Range.Everyone all -> true;
            case Range.SameAsAvailability same -> false;
            case Range.Selected some ->
                some.people().contains(person.key())
                        || person.departments().stream().anyMatch(id -> isBelow(app.company(), some, id));
        };
    }

    static boolean holds(FeishuApp app, Department department) {
        return switch (app.contactsInForce()) {
            case Range.Everyone all -> true;
            case Range.SameAsAvailability same -> false;
            case Range.Selected some -> some.names(department) || isBelow(app.company(), some, department.parent());
        };
    }

    private static boolean isBelow(Company company, Range.Selected some, String departmentId) {
        return company.findDepartment(departmentId).stream()
                .flatMap(department -> Stream.concat(Stream.of(department), company.above(department).stream()))
                .anyMatch(some::names);
    }
}
