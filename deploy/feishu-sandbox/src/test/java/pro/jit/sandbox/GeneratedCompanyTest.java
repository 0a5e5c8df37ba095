package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pro.jit.sandbox.model.Company;
import pro.jit.sandbox.model.CompanySize;
import pro.jit.sandbox.model.Department;
import pro.jit.sandbox.model.GeneratedCompany;
import pro.jit.sandbox.model.Person;
import pro.jit.sandbox.model.PersonStatus;

class GeneratedCompanyTest {
    private static final CompanySize SIZE = new CompanySize(3_000, 150, 7);
    private static final Company COMPANY = GeneratedCompany.found(SIZE);

    @Test
    void isTheSameForTheSameSeed() {
        var again = GeneratedCompany.found(SIZE);

        assertThat(again.people()).isEqualTo(COMPANY.people());
        assertThat(again.departments()).isEqualTo(COMPANY.departments());
    }

    @Test
    void hasNobodyInCommonWithThatOfAnotherSeed() {
        var other = GeneratedCompany.found(SIZE.seeded(8));

        assertThat(other.people().stream().map(Person::unionId))
                .doesNotContainAnyElementsOf(
                        COMPANY.people().stream().map(Person::unionId).toList());
    }

    @Test
    void hasThePeopleAndDepartmentsAskedFor() {
        assertThat(COMPANY.people()).hasSize(3_000);
        assertThat(COMPANY.departments()).hasSize(150);
        assertThat(COMPANY.people().stream().map(Person::userId)).doesNotHaveDuplicates();
    }

    @Test
    void hasADeepTreeWithFullOverfullAndEmptyDepartments() {
        assertThat(COMPANY.departments())
                .anyMatch(department -> COMPANY.above(department).size() >= 11);
        assertThat(COMPANY.departments().stream()
                        .map(Department::id)
                        .map(id -> COMPANY.peopleIn(id).size())
                        .collect(Collectors.toSet()))
                .contains(0, 50, 51)
                .anyMatch(direct -> direct > 100);
    }

    @Test
    void hasPeopleWhomASyncMustCopeWith() {
        var people = COMPANY.people();

        assertThat(people).anyMatch(person -> person.departments().size() == 3);
        assertThat(COMPANY.peopleIn("0")).isNotEmpty();
        assertThat(people).anyMatch(person -> person.email().isEmpty());
        assertThat(people).anyMatch(person -> person.name().contains("🎈"));
        assertThat(people).anyMatch(person -> person.name().contains("<script>"));
        assertThat(people).anyMatch(person -> person.name().contains("\""));
        assertThat(people).anyMatch(person -> person.name().length() == 255);
        assertThat(people.stream().map(Person::name).distinct().count()).isLessThan(people.size());
        assertThat(people.stream().map(Person::status))
                .contains(PersonStatus.FROZEN, PersonStatus.NOT_ACTIVATED, PersonStatus.NOT_JOINED);
        assertThat(people)
                .allMatch(person -> person.leader() == null
                        || COMPANY.findPerson(person.leader()).isPresent());
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "1, 1", "5, 30", "200, 20", "500, 0"})
    void mayBeSmallOrFlat(int people, int departments) {
        var company = GeneratedCompany.found(new CompanySize(people, departments, 1));

        assertThat(company.headcount("0").members()).isEqualTo(people);
        assertThat(company.departments()).hasSize(departments);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, from 1 to 100000 people",
        "100001, 1, from 1 to 100000 people",
        "1, -1, from 0 to 5000 departments",
        "1, 5001, from 0 to 5000 departments"
    })
    void refusesASizeItCannotHave(int people, int departments, String message) {
        assertThatThrownBy(() -> new CompanySize(people, departments, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
