package pro.jit.orgsync.directory;

/** By what departments are looked for. */
public enum DepartmentField implements DirectoryField {
    DEPARTMENT_ID("d.department_id = %s"),
    DEPARTMENT_ID_TEXT("cast(d.department_id as text)"),
    MEMBER_OR_CHILD_ID("""
            (d.department_id in (select p.department_id from membership p where p.member_id = %1$s)
             or d.department_id = (select c.parent_id from department c where c.department_id = %1$s and c.status = 'active'))"""),
    OPEN_DEPARTMENT_ID("d.open_department_id"),
    NAME("d.name"),
    ANY_MEMBER("""
            coalesce((select min(cast(p.member_id as text)) from membership p where p.department_id = d.department_id),
                     (select min(cast(c.department_id as text)) from department c where c.parent_id = d.department_id and c.status = 'active'))"""),
    CREATED_AT("d.created_at"),
    UPDATED_AT("d.updated_at");

    private final String sql;

    DepartmentField(String sql) {
        this.sql = sql;
    }

    @Override
    public String sql() {
        return sql;
    }
}
