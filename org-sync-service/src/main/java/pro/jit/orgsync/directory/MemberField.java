package pro.jit.orgsync.directory;

/** By what members are looked for. */
public enum MemberField implements DirectoryField {
    MEMBER_ID("m.member_id = %s"),
    MEMBER_ID_TEXT("cast(m.member_id as text)"),
    DEPARTMENT_ID("m.member_id in (select p.member_id from membership p where p.department_id = %s)"),
    ANY_DEPARTMENT("(select min(cast(p.department_id as text)) from membership p where p.member_id = m.member_id)"),
    OPEN_ID("m.open_id"),
    UNION_ID("m.union_id"),
    USER_ID("m.user_id"),
    TENANT_KEY("m.tenant_key"),
    NAME("m.name"),
    EN_NAME("m.en_name"),
    EMAIL("m.email"),
    MOBILE("m.mobile"),
    AVATAR_URL("m.avatar_url"),
    EMPLOYEE_NO("m.employee_no"),
    JOB_TITLE("m.job_title"),
    STATUS("m.status"),
    CREATED_AT("m.created_at"),
    UPDATED_AT("m.updated_at");

    private final String sql;

    MemberField(String sql) {
        this.sql = sql;
    }

    @Override
    public String sql() {
        return sql;
    }
}
