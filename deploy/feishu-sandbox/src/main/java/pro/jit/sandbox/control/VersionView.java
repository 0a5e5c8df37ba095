package pro.jit.sandbox.control;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import pro.jit.sandbox.model.AppVersion;

/**
 * A version as the control API tells of it.
 *
 * @param status {@code not_submitted}, {@code in_review}, {@code rejected} or {@code approved}
 */
record VersionView(
        String versionId,
        String version,
        String status,
        String createTime,
        @Nullable String publishTime) {
    static VersionView of(AppVersion version) {
        var published = version.publishTime();
        return new VersionView(
                version.versionId(),
                version.version(),
                version.status().name().toLowerCase(Locale.ROOT),
                version.createTime().toString(),
                published == null ? null : published.toString());
    }
}
