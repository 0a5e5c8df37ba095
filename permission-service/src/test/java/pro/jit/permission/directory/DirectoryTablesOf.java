package pro.jit.permission.directory;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import pro.jit.permission.testing.Company;

/** The rows of one company, for comparing; without the number that says when they were written. */
final class DirectoryTablesOf {
    private static final List<String> TABLES = List.of("organization", "department", "member", "member_department");

    private DirectoryTablesOf() {}

    /** Every row as text, sorted. */
    static List<String> rows(Jdbi jdbi, Company company) {
        return jdbi.withHandle(handle -> {
            var rows = new ArrayList<String>();
            for (var table : TABLES) {
                handle.createQuery("select '" + table + " ' || (to_jsonb(t) - 'facts_version')::text from " + table
                                + " t where organization_id = :id order by 1")
                        .bind("id", company.organizationId())
                        .mapTo(String.class)
                        .forEach(rows::add);
            }
            return rows;
        });
    }

    static void clear(Jdbi jdbi, Company company) {
        jdbi.useTransaction(handle ->
                TABLES.forEach(table -> handle.createUpdate("delete from " + table + " where organization_id = :id")
                        .bind("id", company.organizationId())
                        .execute()));
    }
}
