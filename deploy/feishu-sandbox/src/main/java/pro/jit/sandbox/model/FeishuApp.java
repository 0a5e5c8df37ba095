package pro.jit.sandbox.model;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A self-built app of a company, as its console page describes it.
 *
 * @param company the tenant whose app it is
 * @param redirectUrls the redirect list of Security Settings; at first empty, and in force at once
 * @param versions what belongs to a version: capability, home pages, permissions, ranges, events
 * @param encryptKey the events' Encrypt Key; empty when events are not encrypted
 * @param verificationToken the events' Verification Token
 * @param enabled whether it is in use in the company
 * @param refreshAllowed whether user tokens may be refreshed
 */
public record FeishuApp(
        Company company,
        String appId,
        String name,
        String secret,
        List<String> redirectUrls,
        AppVersions versions,
        String encryptKey,
        String verificationToken,
        boolean enabled,
        boolean refreshAllowed) {

    public FeishuApp {
        redirectUrls = List.copyOf(redirectUrls);
    }

    /** A new app that may do everything the sandbox knows, for everybody. */
    static FeishuApp withEverything(Company company, String appId, String name, String secret) {
        return with(company, appId, name, secret, AppVersions.published(appId, AppContent.everything()));
    }

    /** A new app as the console makes it: without permissions, and not published. */
    static FeishuApp withNothing(Company company, String appId, String name, String secret) {
        return with(company, appId, name, secret, AppVersions.unpublished(AppContent.nothing()));
    }

    private static FeishuApp with(Company company, String appId, String name, String secret, AppVersions versions) {
        var verificationToken = Ids.hex("verification token of " + appId, 32);
        return new FeishuApp(company, appId, name, secret, List.of(), versions, "", verificationToken, true, true);
    }

    /** Everything that belongs to a version, as it is in force. */
    public AppContent content() {
        return versions.inForce();
    }

    /** The home page on a desktop; null when it is not set or the web app capability is off. */
    public @Nullable String pcUrl() {
        return content().webApp() ? content().pcUrl() : null;
    }

    /** The home page on a phone; null when it is not set or the web app capability is off. */
    public @Nullable String mobileUrl() {
        return content().webApp() ? content().mobileUrl() : null;
    }

    public Range availability() {
        return content().availability();
    }

    /** Whether this is somebody of the app's company whom the app is available to. */
    public boolean isAvailableTo(Person person) {
        return company.knows(person) && Reach.ofAvailability(this).includes(person);
    }

    /** What the app may do as itself. */
    public Set<String> tenantScopes() {
        return content().tenantScopes();
    }

    /** What the app may ask people for. */
    public Set<String> userScopes() {
        return content().userScopes();
    }

    /** The data range. UNCONFIRMED (contract §13.3) what "same as availability" comes to; here exactly that, so everyone where all may use it. */
    public Range contactsInForce() {
        var range = content().dataRange();
        return range instanceof Range.SameAsAvailability ? availability() : range;
    }

    /**
     * Whether an address is on the redirect list: query and fragment of the listed address do not count, the rest must be equal to
     * the letter. UNCONFIRMED (contract §12.3) that a trailing slash and upper case make another address.
     */
    public boolean redirectsTo(String address) {
        var asked = withoutQuery(address);
        return redirectUrls.stream().anyMatch(listed -> withoutQuery(listed).equals(asked));
    }

    private static String withoutQuery(String address) {
        return address.split("[?#]", 2)[0];
    }

    public FeishuApp withSecret(String newSecret) {
        return new FeishuApp(
                company,
                appId,
                name,
                newSecret,
                redirectUrls,
                versions,
                encryptKey,
                verificationToken,
                enabled,
                refreshAllowed);
    }

    public FeishuApp withRedirectUrls(List<String> urls) {
        return new FeishuApp(
                company, appId, name, secret, urls, versions, encryptKey, verificationToken, enabled, refreshAllowed);
    }

    /** Other secrets of the events; an empty key turns encryption off. */
    public FeishuApp withEventSecrets(String key, String token) {
        return new FeishuApp(company, appId, name, secret, redirectUrls, versions, key, token, enabled, refreshAllowed);
    }

    public FeishuApp withState(boolean isEnabled, boolean mayRefresh) {
        return new FeishuApp(
                company,
                appId,
                name,
                secret,
                redirectUrls,
                versions,
                encryptKey,
                verificationToken,
                isEnabled,
                mayRefresh);
    }

    /** Changes what belongs to a version: at once, or in the draft when the app has one. */
    public FeishuApp edit(UnaryOperator<AppContent> change) {
        return with(versions.change(change));
    }

    public FeishuApp withHomePages(@Nullable String pc, @Nullable String mobile) {
        return edit(content -> content.withHomePages(pc, mobile));
    }

    public FeishuApp withAvailability(Range range) {
        return edit(content -> content.withAvailability(range));
    }

    public FeishuApp withDataRange(Range range) {
        return edit(content -> content.withDataRange(range));
    }

    public FeishuApp withScopes(Set<String> tenant, Set<String> user) {
        return edit(content -> content.withScopes(tenant, user));
    }

    /** Lets changes wait in a draft from now on, or be in force at once. */
    public FeishuApp drafting(boolean wait) {
        return with(versions.drafting(wait));
    }

    /**
     * Makes a version of the draft.
     *
     * @param version the number people see; null takes the next one
     * @param submit whether it goes to review, or stays with the developer
     */
    public FeishuApp createVersion(@Nullable String version, boolean submit, Instant now) {
        return with(versions.create(appId, version, submit, now));
    }

    /** Puts a waiting version in force. */
    public FeishuApp publishVersion(String versionId, Instant now) {
        return with(versions.publish(versionId, now));
    }

    /** The administrator refuses a waiting version. */
    public FeishuApp rejectVersion(String versionId) {
        return with(versions.reject(versionId));
    }

    /** As before its first version: nothing is in force, and the draft holds what was edited. */
    public FeishuApp unpublished() {
        return with(AppVersions.unpublished(versions.edited()));
    }

    private FeishuApp with(AppVersions other) {
        return new FeishuApp(
                company,
                appId,
                name,
                secret,
                redirectUrls,
                other,
                encryptKey,
                verificationToken,
                enabled,
                refreshAllowed);
    }

    @Override
    public String toString() {
        return "FeishuApp[" + appId + "]";
    }
}
