package pro.jit.sandbox.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A self-built app of the company, as its console page describes it.
 *
 * @param redirectUrls the redirect list of Security Settings; at first empty
 * @param pcUrl the web app's home page on a desktop, if set
 * @param mobileUrl the web app's home page on a phone, if set
 * @param tenantScopes what the app may do as itself
 * @param userScopes what it may ask people for
 * @param enabled whether it is in use in the company
 * @param refreshAllowed whether user tokens may be refreshed
 */
public record FeishuApp(
        String appId,
        String name,
        String secret,
        List<String> redirectUrls,
        @Nullable String pcUrl,
        @Nullable String mobileUrl,
        Range availability,
        Range dataRange,
        Set<String> tenantScopes,
        Set<String> userScopes,
        boolean enabled,
        boolean refreshAllowed) {

    public FeishuApp {
        redirectUrls = List.copyOf(redirectUrls);
        tenantScopes = ordered(tenantScopes);
        userScopes = ordered(userScopes);
        if (availability instanceof Range.SameAsAvailability) {
            throw new IllegalArgumentException("Availability itself cannot be the same as availability");
        }
    }

    /** A new app that may do everything the sandbox knows, for everybody. */
    static FeishuApp withEverything(String appId, String name, String secret) {
        return new FeishuApp(
                appId,
                name,
                secret,
                List.of(),
                null,
                null,
                new Range.Everyone(),
                new Range.Everyone(),
                Scopes.FOR_TENANT,
                Scopes.FOR_USER,
                true,
                true);
    }

    /** The data range, with "same as availability" resolved. */
    public Range contactsInForce() {
        return dataRange instanceof Range.SameAsAvailability ? availability : dataRange;
    }

    /**
     * Whether an address is on the redirect list: query and fragment of the listed address do not count, the rest must be equal to
     * the letter. A trailing slash and upper case make another address (what Feishu does with them is not documented).
     */
    public boolean redirectsTo(String address) {
        var asked = withoutQuery(address);
        return redirectUrls.stream().anyMatch(listed -> withoutQuery(listed).equals(asked));
    }

    private static String withoutQuery(String address) {
        return address.split("[?#]", 2)[0];
    }

    public FeishuApp withSecret(String newSecret) {
        return copy(newSecret, redirectUrls, pcUrl, mobileUrl, availability, dataRange);
    }

    public FeishuApp withRedirectUrls(List<String> urls) {
        return copy(secret, urls, pcUrl, mobileUrl, availability, dataRange);
    }

    public FeishuApp withHomePages(@Nullable String pc, @Nullable String mobile) {
        return copy(secret, redirectUrls, pc, mobile, availability, dataRange);
    }

    public FeishuApp withAvailability(Range range) {
        return copy(secret, redirectUrls, pcUrl, mobileUrl, range, dataRange);
    }

    public FeishuApp withDataRange(Range range) {
        return copy(secret, redirectUrls, pcUrl, mobileUrl, availability, range);
    }

    public FeishuApp withScopes(Set<String> tenant, Set<String> user) {
        return new FeishuApp(
                appId,
                name,
                secret,
                redirectUrls,
                pcUrl,
                mobileUrl,
                availability,
                dataRange,
                tenant,
                user,
                enabled,
                refreshAllowed);
    }

    public FeishuApp withState(boolean isEnabled, boolean mayRefresh) {
        return new FeishuApp(
                appId,
                name,
                secret,
                redirectUrls,
                pcUrl,
                mobileUrl,
                availability,
                dataRange,
                tenantScopes,
                userScopes,
                isEnabled,
                mayRefresh);
    }

    private FeishuApp copy(
            String newSecret,
            List<String> urls,
            @Nullable String pc,
            @Nullable String mobile,
            Range available,
            Range contacts) {
        return new FeishuApp(
                appId,
                name,
                newSecret,
                urls,
                pc,
                mobile,
                available,
                contacts,
                tenantScopes,
                userScopes,
                enabled,
                refreshAllowed);
    }

    private static Set<String> ordered(Set<String> scopes) {
        return java.util.Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
    }

    @Override
    public String toString() {
        return "FeishuApp[" + appId + "]";
    }
}
