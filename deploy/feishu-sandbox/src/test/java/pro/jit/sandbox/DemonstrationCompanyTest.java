package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pro.jit.sandbox.model.Company;
import pro.jit.sandbox.model.DemonstrationCompany;
import pro.jit.sandbox.model.Person;
import pro.jit.sandbox.model.PersonStatus;

class DemonstrationCompanyTest {
    private final Company company = DemonstrationCompany.found();

    @Test
    void isTheSameAtEveryStart() {
        assertThat(DemonstrationCompany.found().people()).isEqualTo(company.people());
        assertThat(DemonstrationCompany.found().departments()).isEqualTo(company.departments());
    }

    @Test
    void hasWhatASyncMustCopeWith() {
        var people = company.people();

        assertThat(people).hasSize(60);
        assertThat(people).anyMatch(person -> person.departments().size() > 1);
        assertThat(company.peopleIn("0")).isNotEmpty();
        assertThat(people.stream().filter(person -> person.name().equals("王伟"))).hasSize(2);
        assertThat(people).anyMatch(person -> person.name().contains("🎈"));
        assertThat(people).anyMatch(person -> person.name().contains("'"));
        assertThat(people).anyMatch(person -> person.status() == PersonStatus.FROZEN);
        assertThat(people).anyMatch(person -> person.status() == PersonStatus.NOT_ACTIVATED);
        assertThat(company.departments())
                .anyMatch(department -> department.name().contains("\""));
        assertThat(people.stream().map(Person::userId)).doesNotHaveDuplicates();
    }

    @Test
    void namesLeadersWhoExist() {
        company.departments().forEach(department -> {
            if (department.leader() != null) {
                assertThat(company.findPerson(department.leader())).isPresent();
            }
        });
        company.people().forEach(person -> {
            if (person.leader() != null) {
                assertThat(company.findPerson(person.leader())).isPresent();
            }
        });
    }
}
