package pro.jit.sandbox.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of an app, from its creation in the console on.
 *
 * @param versionId {@code oav_} and 32 hex digits
 * @param version the number people see, such as {@code 1.0.2}
 * @param replaced what was in force when this version was made
 * @param publishTime null until it is published
 */
public record AppVersion(
        String versionId,
        String version,
        Status status,
        AppContent content,
        AppContent replaced,
        Instant createTime,
        @Nullable Instant publishTime) {

    /** How far a version has come. */
    public enum Status {
        NOT_SUBMITTED,
        IN_REVIEW,
        REJECTED,
        APPROVED;

        /** Whether it may still be published or rejected. */
        public boolean isWaiting() {
            return this == NOT_SUBMITTED || this == IN_REVIEW;
        }
    }

    /** Whether this version asks for another data range than the one before it had. */
    public boolean changesDataRange() {
        return !content.dataRange().equals(replaced.dataRange());
    }

    /** Whether this version asks for another availability than the one before it had. */
    public boolean changesAvailability() {
        return !content.availability().equals(replaced.availability());
    }

    AppVersion approved(Instant at) {
        return new AppVersion(versionId, version, Status.APPROVED, content, replaced, createTime, at);
    }

    AppVersion rejected() {
        return new AppVersion(versionId, version, Status.REJECTED, content, replaced, createTime, publishTime);
    }

    AppVersion holding(AppContent other) {
        return new AppVersion(versionId, version, status, other, replaced, createTime, publishTime);
    }
}
