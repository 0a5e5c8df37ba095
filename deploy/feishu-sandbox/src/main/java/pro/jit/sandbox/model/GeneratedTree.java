package pro.jit.sandbox.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The departments of a generated company. The first twelve hang in one chain; of a company with twenty or more, one has exactly 50 people and
 * one exactly 51, that is one full page and one person on a second, and every 25th has nobody.
 */
final class GeneratedTree {
    private static final int CHAIN = 12;
    private static final int DEEPEST = 15;
    private static final int ENOUGH = 20;
    private static final int FULL_PAGE = 50;

    private final List<String> ids = new ArrayList<>();
    private final List<String> ordinary = new ArrayList<>();
    private final List<String> exact = new ArrayList<>();

    private GeneratedTree() {}

    static GeneratedTree grow(Company company, CompanySize size, Random random) {
        var tree = new GeneratedTree();
        var depths = new ArrayList<Integer>();
        for (int place = 0; place < size.departments(); place++) {
            var above = above(place, depths, random);
            depths.add(above < 0 ? 1 : depths.get(above) + 1);
            var name = GeneratedNames.department(place, random);
            var id = "dept-" + size.seed() + "-" + place;
            company.open(id, name.name(), name.enName(), above < 0 ? Ids.ROOT : tree.ids.get(above));
            tree.ids.add(id);
            tree.sort(place, id, size);
        }
        return tree;
    }

    // The place of the department above, negative for the root. One in thirty hangs at the root.
    private static int above(int place, List<Integer> depths, Random random) {
        if (place < CHAIN) {
            return place - 1;
        }
        if (random.nextInt(30) == 0) {
            return -1;
        }
        var above = random.nextInt(place);
        return depths.get(above) < DEEPEST ? above : -1;
    }

    private void sort(int place, String id, CompanySize size) {
        var fitsExact = size.departments() >= ENOUGH && size.people() >= 4 * FULL_PAGE;
        if (fitsExact && (place == CHAIN || place == CHAIN + 1)) {
            exact.add(id);
        } else if (place % 25 != ENOUGH - 1) {
            ordinary.add(id);
        }
    }

    /** The first department of the person with this place: the first 50 fill one exact one, the next 51 the other (the hundredth is at the root). */
    String forPerson(int place, Random random) {
        var fits = exact.isEmpty() ? -1 : place < FULL_PAGE ? 0 : place <= 2 * FULL_PAGE + 1 ? 1 : -1;
        return fits < 0 ? any(random) : exact.get(fits);
    }

    /** Any department but the exact and the empty ones, few of them large and many small; the root where there are none. */
    String any(Random random) {
        if (ordinary.isEmpty()) {
            return Ids.ROOT;
        }
        var skewed = random.nextDouble();
        return ordinary.get((int) (skewed * skewed * ordinary.size()));
    }
}
