package pro.jit.sandbox.event;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import pro.jit.sandbox.contact.EventObjects;
import pro.jit.sandbox.model.Apps;
import pro.jit.sandbox.model.Company;
import pro.jit.sandbox.model.CompanyChange;
import pro.jit.sandbox.model.Department;
import pro.jit.sandbox.model.FeishuApp;
import pro.jit.sandbox.model.Person;
import pro.jit.sandbox.model.PersonStatus;
import pro.jit.sandbox.model.SandboxClock;
import pro.jit.sandbox.model.Scopes;
import pro.jit.sandbox.model.Tenants;
import pro.jit.sandbox.token.RandomText;

/** Makes an event of each change, for each app that has subscribed to it and may know of it. */
final class ContactEvents {
    private static final Set<String> SUBSCRIPTION =
            Set.of(Scopes.CONTACT_BASE, Scopes.CONTACT_READONLY_AS_APP, Scopes.CONTACT_ACCESS_AS_APP);

    private final Tenants tenants;
    private final Apps apps;
    private final EventSubscriptions subscriptions;
    private final SandboxClock clock;
    private final RandomText random;
    private final Consumer<EventMessage> out;
    private final UserEvents users;
    private final DepartmentEvents departments;
    private final ScopeEvents scopes;

    ContactEvents(
            Tenants tenants,
            Apps apps,
            EventObjects objects,
            EventSubscriptions subscriptions,
            SandboxClock clock,
            RandomText random,
            Consumer<EventMessage> out) {
        this.tenants = tenants;
        this.apps = apps;
        this.subscriptions = subscriptions;
        this.clock = clock;
        this.random = random;
        this.out = out;
        this.users = new UserEvents(objects);
        this.departments = new DepartmentEvents(objects);
        this.scopes = new ScopeEvents(objects);
    }

    void follow() {
        tenants.whenChanged(this::changed);
        apps.whenChanged((before, after) -> tell(after, EventTypes.SCOPE_UPDATED, app -> scopes.updated(before, app)));
    }

    private void changed(Company company, CompanyChange change) {
        switch (change) {
            case CompanyChange.PersonHired hired -> changed(company, Optional.empty(), Optional.of(hired.person()));
            case CompanyChange.PersonChanged person ->
                changed(company, Optional.of(person.before()), Optional.of(person.after()));
            case CompanyChange.PersonErased erased -> changed(company, Optional.of(erased.person()), Optional.empty());
            case CompanyChange.DepartmentOpened opened ->
                tellThose(
                        company,
                        concernedBy(opened.department(), opened.department()),
                        EventTypes.DEPARTMENT_CREATED,
                        app -> Optional.of(departments.created(app, opened.department())));
            case CompanyChange.DepartmentChanged department ->
                tellThose(
                        company,
                        concernedBy(department.before(), department.after()),
                        EventTypes.DEPARTMENT_UPDATED,
                        app -> departments.updated(app, department.before(), department.after()));
            case CompanyChange.DepartmentClosed closed ->
                tellThose(
                        company,
                        concernedBy(closed.department(), closed.department()),
                        EventTypes.DEPARTMENT_DELETED,
                        app -> Optional.of(departments.deleted(app, closed.department())));
        }
    }

    // Who has resigned is gone as far as events go: being erased later is no news, and being brought back is a new
    // person.
    private void changed(Company company, Optional<Person> before, Optional<Person> after) {
        var was = before.filter(ContactEvents::isThere);
        var is = after.filter(ContactEvents::isThere);
        if (was.isPresent() && is.isPresent()) {
            tellThose(
                    company,
                    concernedBy(was.get(), is.get()),
                    EventTypes.USER_UPDATED,
                    app -> users.updated(app, was.get(), is.get()));
        } else if (is.isPresent()) {
            tellThose(
                    company,
                    concernedBy(is.get(), is.get()),
                    EventTypes.USER_CREATED,
                    app -> Optional.of(users.created(app, is.get())));
        } else if (was.isPresent()) {
            tellThose(
                    company,
                    concernedBy(was.get(), was.get()),
                    EventTypes.USER_DELETED,
                    app -> Optional.of(users.deleted(app, was.get())));
        }
    }

    private static boolean isThere(Person person) {
        return person.status() != PersonStatus.RESIGNED;
    }

    /** UNCONFIRMED (contract §7.5) what an app hears of somebody who comes into its range or leaves it; here the event itself, as for anybody inside. */
    private static Predicate<FeishuApp> concernedBy(Person before, Person after) {
        return app -> InRange.holds(app, before) || InRange.holds(app, after);
    }

    /** UNCONFIRMED (contract §7.5) in the same way as for people. */
    private static Predicate<FeishuApp> concernedBy(Department before, Department after) {
        return app -> InRange.holds(app, before) || InRange.holds(app, after);
    }

    private void tellThose(
            Company company,
            Predicate<FeishuApp> concerned,
            String type,
            Function<FeishuApp, Optional<JsonObject>> event) {
        apps.of(company)
                .forEach(
                        app -> tell(app, type, known -> concerned.test(known) ? event.apply(known) : Optional.empty()));
    }

    private void tell(FeishuApp app, String type, Function<FeishuApp, Optional<JsonObject>> event) {
        var subscription = subscriptions.of(app.appId());
        if (!subscription.wants(type)
                || !app.enabled()
                || SUBSCRIPTION.stream().noneMatch(app.tenantScopes()::contains)) {
            return;
        }
        event.apply(app)
                .map(content -> EventMessage.of(
                        random.hex(32),
                        type,
                        app.appId(),
                        app.company().tenantKey(),
                        subscription.verificationToken(),
                        clock.instant(),
                        content))
                .ifPresent(out);
    }
}
