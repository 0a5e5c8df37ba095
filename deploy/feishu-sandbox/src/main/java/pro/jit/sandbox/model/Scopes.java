package pro.jit.sandbox.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** Scope names, as Feishu spells them. */
public final class Scopes {
    public static final String CONTACT_BASE = "contact:contact.base:readonly";
    public static final String CONTACT_READONLY = "contact:contact:readonly";
    public static final String CONTACT_READONLY_AS_APP = "contact:contact:readonly_as_app";
    public static final String CONTACT_ACCESS_AS_APP = "contact:contact:access_as_app";
    public static final String CONTACT_ACCESS_AS_USER = "contact:contact:access_as_user";
    public static final String DEPARTMENT_BASE = "contact:department.base:readonly";
    public static final String DEPARTMENT_ORGANIZE = "contact:department.organize:readonly";
    public static final String USER_BASE = "contact:user.base:readonly";
    public static final String USER_DEPARTMENT = "contact:user.department:readonly";
    public static final String USER_EMPLOYEE = "contact:user.employee:readonly";
    public static final String USER_EMPLOYEE_NUMBER = "contact:user.employee_number:read";
    public static final String USER_ID = "contact:user.employee_id:readonly";
    public static final String USER_EMAIL = "contact:user.email:readonly";
    public static final String USER_PHONE = "contact:user.phone:readonly";
    public static final String USER_GENDER = "contact:user.gender:readonly";
    public static final String TENANT = "tenant:tenant:readonly";
    public static final String APP_SELF_MANAGE = "application:application:self_manage";
    public static final String APP_VERSION = "application:application.app_version:readonly";
    public static final String APP_INFO = "admin:app.info:readonly";
    public static final String OFFLINE_ACCESS = "offline_access";
    /** Comes with every user token. */
    public static final String AUTH_USER_ID = "auth:user.id:read";

    /** The old scopes that cover what the finer ones do, except e-mail, mobile and user_id. */
    public static final Set<String> BROAD = of(CONTACT_READONLY, CONTACT_READONLY_AS_APP, CONTACT_ACCESS_AS_APP);

    /** Any of these lets a caller use the contact reads. */
    public static final Set<String> CONTACT_READS =
            of(CONTACT_BASE, CONTACT_READONLY_AS_APP, CONTACT_ACCESS_AS_APP, CONTACT_READONLY, CONTACT_ACCESS_AS_USER);

    private static final Set<String> FOR_APPS_ONLY = of(CONTACT_READONLY_AS_APP, CONTACT_ACCESS_AS_APP);
    private static final Set<String> FOR_PEOPLE_ONLY = of(CONTACT_ACCESS_AS_USER);

    /** What the demonstration app has as itself: each fine scope, none of the broad ones, so that taking one away shows. */
    public static final Set<String> FOR_TENANT = of(
            CONTACT_BASE,
            DEPARTMENT_BASE,
            DEPARTMENT_ORGANIZE,
            USER_BASE,
            USER_DEPARTMENT,
            USER_EMPLOYEE,
            USER_EMPLOYEE_NUMBER,
            USER_ID,
            USER_EMAIL,
            USER_PHONE,
            USER_GENDER,
            TENANT,
            APP_SELF_MANAGE,
            APP_VERSION,
            APP_INFO);

    /** What the demonstration app may ask people for. */
    public static final Set<String> FOR_USER = of(
            CONTACT_BASE,
            DEPARTMENT_BASE,
            DEPARTMENT_ORGANIZE,
            USER_BASE,
            USER_DEPARTMENT,
            USER_EMPLOYEE,
            USER_EMPLOYEE_NUMBER,
            USER_ID,
            USER_EMAIL,
            USER_PHONE,
            USER_GENDER,
            AUTH_USER_ID,
            OFFLINE_ACCESS);

    /** Every scope that anything here asks for, whichever identity it is for. */
    public static final Set<String> KNOWN = known();

    private Scopes() {}

    private static Set<String> known() {
        var all = new LinkedHashSet<>(FOR_TENANT);
        all.addAll(FOR_USER);
        all.addAll(CONTACT_READS);
        return Collections.unmodifiableSet(all);
    }

    /** Whether a scope does anything for this identity: the old ones that say whose they are do nothing for the other. */
    public static boolean counts(String scope, boolean forApp) {
        return forApp ? !FOR_PEOPLE_ONLY.contains(scope) : !FOR_APPS_ONLY.contains(scope);
    }

    /** Scopes any one of which is enough, in the order in which refusals name them. */
    public static Set<String> anyOf(String... scopes) {
        return of(scopes);
    }

    private static Set<String> of(String... scopes) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(Arrays.asList(scopes)));
    }
}
