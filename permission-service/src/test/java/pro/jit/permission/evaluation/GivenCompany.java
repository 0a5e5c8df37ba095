package pro.jit.permission.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.evaluation.TruthTable.GivenDepartment;
import pro.jit.permission.evaluation.TruthTable.GivenGrant;
import pro.jit.permission.evaluation.TruthTable.GivenMember;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.EventLog;
import pro.jit.permission.testing.Permission;

/** What a truth table gives, told of in events and granted through the API. */
final class GivenCompany {
    private final TruthTable.Given given;
    private final Company company;
    private final EventLog log;
    private final Permission permission;
    private final Instant now;
    private final List<Company.Event> history = new ArrayList<>();

    /** @param now what the times of grants are relative to */
    GivenCompany(TruthTable table, Company company, EventLog log, Permission permission, Instant now) {
        this.given = table.given();
        this.company = company;
        this.log = log;
        this.permission = permission;
        this.now = now;
    }

    Company company() {
        return company;
    }

    /** All that was told of the company, in order. */
    List<Company.Event> history() {
        return List.copyOf(history);
    }

    /** Grants speak of what is there, so everything is there first, and changes afterwards. */
    void arrange() {
        begin(company, given.isKnown());
        if (given.allGrants().stream().anyMatch(each -> each.effectOrAllow().equals("deny"))) {
            keepAnAdministrator();
        }
        grant(company, given.allGrants());
        if (!given.grantsElsewhere().isEmpty()) {
            var name = company.application().replace("whwy/", "");
            for (var elsewhere : List.of(company.another(name + "-sibling"), new Company(name + "-other"))) {
                begin(elsewhere, true);
                grant(elsewhere, given.grantsElsewhere());
            }
        }
        change();
        log.awaitRead();
    }

    /** In an organization of their own, where no deny of the table reaches: nothing may take an application's last administrator away. */
    private void keepAnAdministrator() {
        var keeper = company.another(company.application().replace("whwy/", "") + "-keeper");
        log.send(keeper.organization("active"), keeper.member("keeper", "active"));
        log.awaitRead();
        permission.grant(keeper, Permission.grantOf(keeper, "member", keeper.id("keeper"), "administrator", "allow"));
    }

    private void begin(Company there, boolean known) {
        if (known) {
            tell(there, there.organization("active"));
        }
        for (var each : given.allDepartments()) {
            tell(there, there.department(each.id(), each.firstParent(), "active"));
        }
        for (var each : given.allMembers()) {
            tell(
                    there,
                    there.member(each.id(), "active", each.firstDepartments().toArray(String[]::new)));
        }
        log.awaitRead();
        assertThat(permission
                        .writer()
                        .body(Map.of("name", "teacher"))
                        .post(Permission.path(there, "/roles"))
                        .statusCode())
                .isIn(201, 409);
    }

    private void change() {
        given.allMembers().stream().filter(GivenMember::changed).forEach(this::change);
        given.allDepartments().stream()
                .filter(GivenDepartment::changed)
                .forEach(each -> tell(
                        company, company.department(each.id(), each.parent(), each.removed() ? "removed" : "active")));
        var was = given.organizationWas();
        if (was != null) {
            tell(company, company.organization(was));
        }
        if (given.isKnown() && (was != null || !given.organizationStatus().equals("active"))) {
            tell(company, company.organization(given.organizationStatus()));
        }
    }

    private void change(GivenMember member) {
        var was = member.was();
        if (was != null) {
            tell(
                    company,
                    company.member(member.id(), was, member.firstDepartments().toArray(String[]::new)));
        }
        tell(
                company,
                company.member(
                        member.id(), member.statusNow(), member.allDepartments().toArray(String[]::new)));
    }

    private void tell(Company there, Company.Event event) {
        log.send(event);
        if (there == company) {
            history.add(event);
        }
    }

    private void grant(Company there, List<GivenGrant> grants) {
        for (var each : grants) {
            var principal = each.principal();
            var grant = Permission.grantOf(
                    there,
                    each.principalType(),
                    principal == null ? null : there.id(principal),
                    each.role(),
                    each.effectOrAllow());
            grant.put("include_sub_departments", each.includesSubDepartments());
            grant.put("valid_from", at(each.from()));
            grant.put("valid_until", at(each.until()));
            permission.grant(there, grant);
        }
    }

    private @Nullable String at(@Nullable Duration fromNow) {
        return fromNow == null ? null : now.plus(fromNow).toString();
    }
}
