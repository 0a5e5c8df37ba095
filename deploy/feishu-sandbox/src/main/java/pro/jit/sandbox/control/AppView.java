package pro.jit.sandbox.control;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pro.jit.sandbox.model.AppContent;
import pro.jit.sandbox.model.Company;
import pro.jit.sandbox.model.FeishuApp;

/**
 * An app as the control API tells of it.
 *
 * @param webApp and what follows up to {@code events}: what is in force
 * @param draft the same as the draft has it; null when there is none
 */
record AppView(
        String appId,
        String appSecret,
        String name,
        String tenantKey,
        List<String> redirectUrls,
        boolean webApp,
        @Nullable String pcUrl,
        @Nullable String mobileUrl,
        RangeBody availability,
        RangeBody dataRange,
        Map<String, Set<String>> scopes,
        Set<String> events,
        boolean drafts,
        @Nullable ContentView draft,
        List<VersionView> versions,
        String encryptKey,
        String verificationToken,
        boolean enabled,
        boolean refreshAllowed) {

    /** What belongs to a version. */
    record ContentView(
            boolean webApp,
            @Nullable String pcUrl,
            @Nullable String mobileUrl,
            RangeBody availability,
            RangeBody dataRange,
            Map<String, Set<String>> scopes,
            Set<String> events) {

        static ContentView of(AppContent content, Company company) {
            return new ContentView(
                    content.webApp(),
                    content.pcUrl(),
                    content.mobileUrl(),
                    RangeBody.of(content.availability(), company),
                    RangeBody.of(content.dataRange(), company),
                    Map.of("tenant", content.tenantScopes(), "user", content.userScopes()),
                    content.events());
        }
    }

    static AppView of(FeishuApp app) {
        var inForce = ContentView.of(app.content(), app.company());
        var versions = app.versions();
        var draft = versions.draft();
        return new AppView(
                app.appId(),
                app.secret(),
                app.name(),
                app.company().tenantKey(),
                app.redirectUrls(),
                inForce.webApp(),
                inForce.pcUrl(),
                inForce.mobileUrl(),
                inForce.availability(),
                inForce.dataRange(),
                inForce.scopes(),
                inForce.events(),
                versions.drafting(),
                draft == null ? null : ContentView.of(draft, app.company()),
                versions.all().stream().map(VersionView::of).toList(),
                app.encryptKey(),
                app.verificationToken(),
                app.enabled(),
                app.refreshAllowed());
    }
}
