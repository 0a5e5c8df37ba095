package pro.jit.sandbox.model;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of an app belongs to a version, and therefore is in force only once that version is published.
 *
 * @param webApp whether the web app capability is on
 * @param pcUrl the web app's home page on a desktop, if set
 * @param mobileUrl the web app's home page on a phone, if set
 * @param availability who may use the app
 * @param dataRange whose contact data it may read as itself
 * @param tenantScopes what the app may do as itself
 * @param userScopes what it may ask people for
 * @param events the event types it subscribes to
 */
public record AppContent(
        boolean webApp,
        @Nullable String pcUrl,
        @Nullable String mobileUrl,
        Range availability,
        Range dataRange,
        Set<String> tenantScopes,
        Set<String> userScopes,
        Set<String> events) {

    public AppContent {
        tenantScopes = ordered(tenantScopes);
        userScopes = ordered(userScopes);
        events = ordered(events);
        if (availability instanceof Range.SameAsAvailability) {
            throw new IllegalArgumentException("Availability itself cannot be the same as availability");
        }
    }

    /** What the console starts a new app with: nothing, for nobody. */
    static AppContent nothing() {
        return new AppContent(
                false,
                null,
                null,
                new Range.Selected(Set.of(), Set.of()),
                new Range.SameAsAvailability(),
                Set.of(),
                Set.of(),
                Set.of());
    }

    /** Everything the sandbox knows, for everybody; only the home pages are left to be set. */
    static AppContent everything() {
        return new AppContent(
                true,
                null,
                null,
                new Range.Everyone(),
                new Range.Everyone(),
                Scopes.FOR_TENANT,
                Scopes.FOR_USER,
                EventTypes.CONTACTS);
    }

    public AppContent withWebApp(boolean on) {
        return new AppContent(on, pcUrl, mobileUrl, availability, dataRange, tenantScopes, userScopes, events);
    }

    public AppContent withHomePages(@Nullable String pc, @Nullable String mobile) {
        return new AppContent(webApp, pc, mobile, availability, dataRange, tenantScopes, userScopes, events);
    }

    public AppContent withAvailability(Range range) {
        return new AppContent(webApp, pcUrl, mobileUrl, range, dataRange, tenantScopes, userScopes, events);
    }

    public AppContent withDataRange(Range range) {
        return new AppContent(webApp, pcUrl, mobileUrl, availability, range, tenantScopes, userScopes, events);
    }

    public AppContent withScopes(Set<String> tenant, Set<String> user) {
        return new AppContent(webApp, pcUrl, mobileUrl, availability, dataRange, tenant, user, events);
    }

    public AppContent withEvents(Set<String> types) {
        return new AppContent(webApp, pcUrl, mobileUrl, availability, dataRange, tenantScopes, userScopes, types);
    }

    private static Set<String> ordered(Collection<String> names) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(names));
    }
}
