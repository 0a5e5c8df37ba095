package pro.jit.sandbox.contact;

import pro.jit.sandbox.gateway.ApiCall;
import pro.jit.sandbox.gateway.ApiFailure;
import pro.jit.sandbox.gateway.Caller;
import pro.jit.sandbox.model.Company;
import pro.jit.sandbox.model.Department;
import pro.jit.sandbox.model.Ids;
import pro.jit.sandbox.model.Person;
import pro.jit.sandbox.model.Reach;

/**
 * What one caller may see, and in which ids. A user token sees what the company lets that person see, which here is everybody; an app's
 * own token sees the app's data range.
 */
record ContactView(Caller caller, IdTypes ids, Reach reach) {
    static ContactView of(ApiCall call) {
        var caller = call.caller();
        var reach = caller.isApp()
                ? Reach.ofContacts(caller.app())
                : Reach.everyone(caller.app().company());
        return new ContactView(caller, IdTypes.of(call), reach);
    }

    /** The company the caller belongs to. */
    Company company() {
        return caller.app().company();
    }

    /** The custom id of the department that the caller names; the root only for a range of all members. */
    String reachable(String id) {
        if (id.equals(Ids.ROOT)) {
            if (!reach.isEveryone()) {
                throw outOfRange();
            }
            return id;
        }
        return department(id).id();
    }

    /** The department that the caller names; the root is none. */
    Department department(String id) {
        var department =
                ids.department(company(), id).orElseThrow(() -> new ApiFailure(40015, 400, "department not exist"));
        if (!reach.includes(department)) {
            throw outOfRange();
        }
        return department;
    }

    boolean sees(Person person) {
        return reach.includes(person);
    }

    private static ApiFailure outOfRange() {
        return new ApiFailure(40004, 403, "no dept authority error");
    }
}
