package pro.jit.local;

import com.microsoft.playwright.Page;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Ten thousand departments more than the company has, put where a synchronization would: Feishu's limits would keep one reading them for ten minutes. */
final class LargeTree {
    /** Directly below one department. */
    static final int WIDE = 4_000;

    /** Below another, each with {@link #BELOW_EACH} below it. */
    static final int MANY = 100;

    static final int BELOW_EACH = 60;

    /** Goes down the whole tree, noting what it meets, how many lines were in the page at most, and how long each frame took. */
    private static final String SCROLLED = """
            async () => {
              const tree = document.querySelector('[role=tree]');
              const frame = () => new Promise(requestAnimationFrame);
              const met = new Set();
              const frames = [];
              let most = 0;
              let last = await frame();
              for (let top = 0; top < tree.scrollHeight; top += 24 * 36) {
                tree.scrollTop = top;
                for (let turn = 0; turn < 2; turn++) {
                  const now = await frame();
                  frames.push(now - last);
                  last = now;
                }
                const rows = tree.querySelectorAll('[role=treeitem]');
                most = Math.max(most, rows.length);
                rows.forEach((row) => met.add(row.dataset.row));
              }
              return { met: met.size, most, nodes: document.querySelectorAll('*').length, frames };
            }""";

    private LargeTree() {}

    static void grow(TestStack stack, String organizationId) throws SQLException {
        var postgres = stack.origin("postgres").replaceFirst("postgres@", "");
        try (var database = DriverManager.getConnection("jdbc:" + postgres + "/org_sync", "postgres", "postgres");
                var statement = database.prepareStatement("""
                        with one(number, department_id) as (select n, gen_random_uuid() from generate_series(1, 2) n),
                             two(number, department_id, parent_id) as (
                                select n, gen_random_uuid(), o.department_id
                                from one o, generate_series(1, case o.number when 1 then ? else ? end) n),
                             three as (
                                select n as number, gen_random_uuid() as department_id, t.department_id as parent_id
                                from two t join one o on o.department_id = t.parent_id and o.number = 2, generate_series(1, ?) n),
                             every(name, department_id, parent_id, number) as (
                                select case number when 1 then 'Wide' else 'Many' end, department_id, null::uuid, number from one
                                union all select 'Part ' || number, department_id, parent_id, number from two
                                union all select 'Group ' || number, department_id, parent_id, number from three)
                        insert into department (department_id, organization_id, open_department_id, name, parent_id, leaders, "order", status,
                            revision, created_at, updated_at)
                        select department_id, ?::uuid, 'od-' || department_id, name, parent_id, '{}', 1000000 + number, 'active', 1, now(), now()
                        from every""")) {
            statement.setInt(1, WIDE);
            statement.setInt(2, MANY);
            statement.setInt(3, BELOW_EACH);
            statement.setString(4, organizationId);
            statement.executeUpdate();
        }
    }

    /**
     * What going down the whole tree met.
     *
     * @param departments different lines
     * @param most lines that were in the page at the same time
     * @param nodes of the whole page at the end
     * @param frames in milliseconds, in order
     */
    record Scrolled(int departments, int most, int nodes, List<Double> frames) {
        Scrolled {
            frames = List.copyOf(frames);
        }

        void report() {
            System.out.printf(
                    Locale.ROOT,
                    "scrolling through %d departments, %d frames, milliseconds: p50 %.0f, p95 %.0f, most %.0f%n",
                    departments,
                    frames.size(),
                    frames.get(frames.size() / 2),
                    frames.get(frames.size() * 95 / 100),
                    frames.getLast());
        }
    }

    @SuppressWarnings("unchecked")
    static Scrolled scrolled(Page page) {
        var found = (Map<String, Object>) page.evaluate(SCROLLED);
        var frames = Objects.requireNonNull((List<Number>) found.get("frames")).stream()
                .map(Number::doubleValue)
                .sorted()
                .toList();
        return new Scrolled(number(found, "met"), number(found, "most"), number(found, "nodes"), frames);
    }

    private static int number(Map<String, Object> found, String name) {
        return Objects.requireNonNull((Number) found.get(name)).intValue();
    }

    /** How many lines the tree has, seen or not. */
    static int lines(Page page) {
        return ((Number) page.evaluate(
                        "() => document.querySelector('[role=tree]').firstElementChild.offsetHeight / 36"))
                .intValue();
    }
}
