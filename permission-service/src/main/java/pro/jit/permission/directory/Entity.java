package pro.jit.permission.directory;

/** The kinds of entities of the directory, with where and how their rows are kept. */
enum Entity {
    ORGANIZATION("organization", "organization_id", "org_id", "app_id", "title", "status", "revision"),
    DEPARTMENT("department", "department_id", "parent_id", "name", "status", "revision"),
    MEMBER(
            "member",
            "member_id",
            "open_id",
            "union_id",
            "user_id",
            "tenant_key",
            "name",
            "avatar_url",
            "status",
            "revision");

    private final String table;
    private final String id;
    /** All other columns, with commas between. */
    private final String columns;

    Entity(String table, String id, String... columns) {
        this.table = table;
        this.id = id;
        this.columns = String.join(",", columns);
    }

    String table() {
        return table;
    }

    /** The column that, with the organization's, is the key. */
    String id() {
        return id;
    }

    /** All other columns, as a row value of that alias. */
    String values(String alias) {
        return "(" + alias + "." + columns.replace(",", ", " + alias + ".") + ")";
    }
}
