package pro.jit.sandbox.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The versions of an app and what waits for the next one. Without drafting, a change is in force at once: it goes into the version that
 * is online, as if that had been published with it.
 *
 * @param drafting whether changes wait in the draft
 * @param draft what the next version will hold; null while it would hold what is in force
 * @param all every version ever created, the oldest first; at most one of them waits
 */
public record AppVersions(boolean drafting, @Nullable AppContent draft, List<AppVersion> all) {
    private static final Instant FIRST_PUBLISHED = Instant.parse("2026-01-05T02:00:00Z");

    public AppVersions {
        all = List.copyOf(all);
        if (!drafting && all.stream().noneMatch(AppVersions::isApproved)) {
            throw new IllegalArgumentException("Nothing is published, so changes can only wait in the draft");
        }
    }

    /** An app that has published this. */
    static AppVersions published(String appId, AppContent content) {
        return unpublished(content)
                .create(appId, null, true, FIRST_PUBLISHED)
                .publish(versionId(appId, 1), FIRST_PUBLISHED)
                .drafting(false);
    }

    /** An app that has not published anything; this is its draft. */
    static AppVersions unpublished(AppContent content) {
        return new AppVersions(true, content, List.of());
    }

    /** The version people use. */
    public Optional<AppVersion> online() {
        return all.stream().filter(AppVersions::isApproved).reduce((older, newer) -> newer);
    }

    /** The version that is created and neither published nor rejected. */
    public Optional<AppVersion> waiting() {
        return all.stream().filter(version -> version.status().isWaiting()).findFirst();
    }

    /** What the app is at present. */
    public AppContent inForce() {
        return online().map(AppVersion::content).orElseGet(AppContent::nothing);
    }

    /** What the console shows: the draft, or what is in force. */
    public AppContent edited() {
        return draft == null ? inForce() : draft;
    }

    public Optional<AppVersion> find(String versionId) {
        return all.stream()
                .filter(version -> version.versionId().equals(versionId))
                .findFirst();
    }

    AppVersions change(UnaryOperator<AppContent> change) {
        var changed = change.apply(edited());
        if (drafting) {
            return new AppVersions(true, changed, all);
        }
        var online = online().orElseThrow();
        return with(online.holding(changed));
    }

    /** Lets changes wait, or takes effect at once again; what waits then is dropped. */
    AppVersions drafting(boolean wait) {
        return new AppVersions(wait, wait ? draft : null, all);
    }

    AppVersions create(String appId, @Nullable String name, boolean submit, Instant now) {
        if (waiting().isPresent()) {
            throw new IllegalArgumentException("A version waits already; publish or reject it first");
        }
        var number = all.size() + 1;
        var version = new AppVersion(
                versionId(appId, number),
                name == null ? "1.0." + (number - 1) : name,
                submit ? AppVersion.Status.IN_REVIEW : AppVersion.Status.NOT_SUBMITTED,
                edited(),
                inForce(),
                now,
                null);
        var more = new ArrayList<>(all);
        more.add(version);
        return new AppVersions(drafting, draft, more);
    }

    AppVersions publish(String versionId, Instant now) {
        var version = waiting(versionId);
        var rest = version.content().equals(draft) ? null : draft;
        return new AppVersions(drafting, rest, with(version.approved(now)).all());
    }

    AppVersions reject(String versionId) {
        return with(waiting(versionId).rejected());
    }

    private AppVersion waiting(String versionId) {
        var version =
                find(versionId).orElseThrow(() -> new UnknownInCompany("There is no version '" + versionId + "'"));
        if (!version.status().isWaiting()) {
            throw new IllegalArgumentException("Version '" + versionId + "' does not wait any more");
        }
        return version;
    }

    private AppVersions with(AppVersion changed) {
        return new AppVersions(
                drafting,
                draft,
                all.stream()
                        .map(version -> version.versionId().equals(changed.versionId()) ? changed : version)
                        .toList());
    }

    private static boolean isApproved(AppVersion version) {
        return version.status() == AppVersion.Status.APPROVED;
    }

    private static String versionId(String appId, int number) {
        return "oav_" + Ids.hex("version " + number + " of " + appId, 32);
    }
}
