package pro.jit.sandbox.model;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A company of any size with what a sync must cope with: deep trees, people in several departments, at the root, without e-mail, frozen, not yet
 * here, of the same name, of odd names.
 */
public final class GeneratedCompany {
    private final CompanySize size;
    private final Random random;
    private final Company company;
    /** The first person hired into each department, who leads it. */
    private final Map<String, String> leaders = new HashMap<>();

    private GeneratedCompany(CompanySize size, String tenantKey) {
        this.size = size;
        // This class's numbers are laid down in its documentation, so every JVM makes the same company of them.
        this.random = new Random(size.seed());
        this.company = new Company(
                "生成企业 Generated company " + size.people() + "/" + size.departments() + "/" + size.seed(), tenantKey);
    }

    /** A company of this size, in the demonstration company's place. */
    public static Company found(CompanySize size) {
        return found(size, DemonstrationCompany.TENANT_KEY);
    }

    /** The same as another tenant: the same people, known on the platform by other ids. */
    public static Company found(CompanySize size, String tenantKey) {
        return new GeneratedCompany(size, tenantKey).found();
    }

    private Company found() {
        var tree = GeneratedTree.grow(company, size, random);
        for (int place = 0; place < size.people(); place++) {
            hire(place, tree);
        }
        leaders.forEach((department, leader) -> {
            if (!department.equals(Ids.ROOT)) {
                company.appoint(department, leader);
            }
        });
        return company;
    }

    private void hire(int place, GeneratedTree tree) {
        var key = "p" + size.seed() + "-" + place;
        var name = GeneratedNames.person(place, random);
        var departments = departments(place, tree);
        var leader = leaders.putIfAbsent(departments.getFirst(), key);
        company.hire(
                key,
                new PersonChange(
                        name.name(),
                        name.enName(),
                        null,
                        userId(place),
                        random.nextInt(20) == 0 ? "" : null,
                        random.nextInt(10) == 0 ? "" : null,
                        null,
                        null,
                        random.nextInt(4) == 0 ? "" : "员工 Staff",
                        null,
                        leader,
                        departments,
                        status()));
    }

    // Eight hex digits like other people's. A product with an odd number is another one for each place, where digits of
    // a hash would meet:
    // of 100 000 of them some two are the same more likely than not.
    private String userId(int place) {
        return "%08x".formatted((place + 1) * 0x9E3779B1 ^ Long.hashCode(size.seed() * 0x9E3779B97F4A7C15L));
    }

    private List<String> departments(int place, GeneratedTree tree) {
        var all = new LinkedHashSet<String>();
        all.add(place % 100 == 0 && place > 0 ? Ids.ROOT : tree.forPerson(place, random));
        if (random.nextInt(10) == 0) {
            all.add(tree.any(random));
        }
        if (random.nextInt(50) == 0) {
            all.add(tree.any(random));
        }
        return List.copyOf(all);
    }

    private @Nullable PersonStatus status() {
        return switch (random.nextInt(50)) {
            case 0 -> PersonStatus.FROZEN;
            case 1, 2 -> PersonStatus.NOT_ACTIVATED;
            case 3 -> PersonStatus.NOT_JOINED;
            default -> null;
        };
    }
}
