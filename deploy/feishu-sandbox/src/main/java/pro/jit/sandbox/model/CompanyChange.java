package pro.jit.sandbox.model;

/** One thing that has just become different in the company. */
public sealed interface CompanyChange {
    /** Somebody is new. */
    record PersonHired(Person person) implements CompanyChange {}

    /** Somebody is not as before; the two may also be equal. */
    record PersonChanged(Person before, Person after) implements CompanyChange {}

    /** Somebody is gone without a trace. */
    record PersonErased(Person person) implements CompanyChange {}

    /** A department is new. */
    record DepartmentOpened(Department department) implements CompanyChange {}

    /** A department is not as before; the two may also be equal. */
    record DepartmentChanged(Department before, Department after) implements CompanyChange {}

    /** A department is gone; nobody was in it any more. */
    record DepartmentClosed(Department department) implements CompanyChange {}
}
