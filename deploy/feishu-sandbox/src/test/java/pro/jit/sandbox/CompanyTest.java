package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pro.jit.sandbox.model.Company;
import pro.jit.sandbox.model.Headcount;
import pro.jit.sandbox.model.PersonChange;

class CompanyTest {
    private static final String APP = "cli_1";

    private final Company company = new Company("A company", "1a2b3c4d5e6f7a8b");

    CompanyTest() {
        company.open("eng", "研发", "Engineering", "0");
        company.open("web", "前端", "Web", "eng");
        company.open("sales", "销售", "Sales", "0");
        company.hire("li", PersonChange.named("李", "Li").in(List.of("web", "sales")));
        company.hire("wang", PersonChange.named("王", "Wang").in(List.of("eng", "web")));
        company.hire("zhao", PersonChange.named("赵", "Zhao").in(List.of("0")));
    }

    @Test
    void countsAPersonOnceHoweverManyDepartmentsBelowTheyAreIn() {
        assertThat(company.headcount("eng")).isEqualTo(new Headcount(2, 2));
        assertThat(company.headcount("web")).isEqualTo(new Headcount(2, 1));
        assertThat(company.headcount("sales")).isEqualTo(new Headcount(1, 0));
        assertThat(company.headcount("0")).isEqualTo(new Headcount(3, 3));
    }

    @Test
    void countsAnewWhenPeopleAndDepartmentsMove() {
        company.moveDepartment("web", "sales");
        company.resign("wang");

        assertThat(company.headcount("eng")).isEqualTo(new Headcount(0, 0));
        assertThat(company.headcount("sales")).isEqualTo(new Headcount(1, 1));
        assertThat(company.headcount("0")).isEqualTo(new Headcount(2, 2));
        company.unfreeze("wang");
        company.move("wang", "sales");
        assertThat(company.headcount("sales")).isEqualTo(new Headcount(2, 2));
    }

    @Test
    void findsAPersonByAnyIdAsItIsNow() {
        var li = company.change("li", userId("new-id"));

        assertThat(company.findPerson("new-id")).hasValue(li);
        assertThat(company.findByUserId("li")).isEmpty();
        assertThat(company.findByUnionId(li.unionId())).hasValue(li);
        assertThat(company.findByOpenId(APP, li.openId(APP))).hasValue(li);
        company.freeze("li");
        assertThat(company.findByOpenId(APP, li.openId(APP))).hasValue(company.person("li"));
        company.erase("li");
        assertThat(company.findByOpenId(APP, li.openId(APP))).isEmpty();
        assertThat(company.findPerson("new-id")).isEmpty();
        assertThat(company.peopleIn("web")).containsExactly(company.person("wang"));
    }

    @Test
    void findsByOpenIdWhoWasHiredAfterTheAppFirstAsked() {
        assertThat(company.findByOpenId(APP, "ou_nobody")).isEmpty();
        var chen = company.hire("chen", PersonChange.named("陈", "Chen"));

        assertThat(company.findByOpenId(APP, chen.openId(APP))).hasValue(chen);
    }

    @Test
    void givesAUserIdToOnePersonOnly() {
        var taken = company.person("li").userId();

        assertThatThrownBy(() -> company.change("wang", userId(taken)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(taken);
    }

    @Test
    void findsAClosedDepartmentByNeitherId() {
        var before = company.department("sales");
        company.move("li", "web");
        company.close("sales");
        var after = company.open("sales", "销售", "Sales", "0");

        assertThat(after.openId()).isNotEqualTo(before.openId());
        assertThat(company.findDepartment(before.openId())).isEmpty();
        assertThat(company.findDepartment("sales")).hasValue(after);
        assertThat(company.directlyBelow("0", 0, 10)).containsExactly(company.department("eng"), after);
    }

    @Test
    void readsDepartmentsAndPeopleFromAnyPlaceOn() {
        var web = company.department("web");

        assertThat(company.below("0", 0, 2)).containsExactly(company.department("eng"), web);
        assertThat(company.below("0", web.number(), 2)).containsExactly(company.department("sales"));
        assertThat(company.below("eng", 0, 2)).containsExactly(web);
        assertThat(company.peopleIn("web", company.person("li").number(), 5)).containsExactly(company.person("wang"));
        assertThat(company.isWithin("web", Set.of("eng"))).isTrue();
        assertThat(company.isWithin("sales", Set.of("eng"))).isFalse();
        assertThat(company.isWithin("0", Set.of("eng"))).isFalse();
    }

    @Test
    void becomesAnotherCompanyAltogether() {
        company.findByOpenId(APP, "ou_nobody");
        var other = new Company("Another", "ffffffffffffffff");
        other.open("ops", "运营", "Operations", "0");
        var chen = other.hire("chen", PersonChange.named("陈", "Chen").in(List.of("ops")));

        company.becomeAs(other);

        assertThat(company.people()).containsExactly(chen);
        assertThat(company.findPerson("li")).isEmpty();
        assertThat(company.findByOpenId(APP, chen.openId(APP))).hasValue(chen);
        assertThat(company.headcount("0")).isEqualTo(new Headcount(1, 1));
        assertThat(company.findDepartment("eng")).isEmpty();
    }

    private static PersonChange userId(String userId) {
        return new PersonChange(null, null, null, userId, null, null, null, null, null, null, null, null, null);
    }
}
