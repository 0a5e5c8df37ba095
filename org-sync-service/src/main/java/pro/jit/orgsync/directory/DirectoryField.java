package pro.jit.orgsync.directory;

/** Something by which members or departments are looked for. */
public sealed interface DirectoryField permits MemberField, DepartmentField {
    /** Its column, or an expression that takes an id as {@code %s} and is true or false. */
    String sql();
}
