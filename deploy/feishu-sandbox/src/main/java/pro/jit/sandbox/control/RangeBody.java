package pro.jit.sandbox.control;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import pro.jit.sandbox.model.Company;
import pro.jit.sandbox.model.Range;

/**
 * A range in JSON.
 *
 * @param type {@code all}, {@code some}, or, for the data range, {@code availability}
 * @param people any ids of people; keys in answers
 * @param departments any ids of departments; custom ids in answers
 */
record RangeBody(
        @Nullable String type,
        @Nullable Set<String> people,
        @Nullable Set<String> departments) {
    static RangeBody of(Range range, Company company) {
        return switch (range) {
            case Range.Everyone all -> new RangeBody("all", Set.of(), Set.of());
            case Range.SameAsAvailability same -> new RangeBody("availability", Set.of(), Set.of());
            case Range.Selected some ->
                new RangeBody("some", new TreeSet<>(some.people()), new TreeSet<>(some.departmentsOf(company)));
        };
    }

    Range toRange(Company company) {
        return switch (Optional.ofNullable(type).orElse("")) {
            case "all" -> new Range.Everyone();
            case "availability" -> new Range.SameAsAvailability();
            case "some" -> Range.some(company, all(people), all(departments));
            default -> throw new IllegalArgumentException("type is one of all, some, availability");
        };
    }

    private static Set<String> all(@Nullable Set<String> ids) {
        return ids == null ? Set.of() : ids;
    }
}
