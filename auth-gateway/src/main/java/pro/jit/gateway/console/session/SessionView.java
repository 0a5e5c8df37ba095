package pro.jit.gateway.console.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in to the console.
 *
 * @param applications what a member administers; null for an administrator of the platform, who administers all
 */
@Schema(name = "ConsoleSession")
public record SessionView(
        Kind kind,
        @Nullable String username,
        @Nullable String memberId,
        String name,
        @Nullable List<AdministeredApplication> applications,
        List<String> scopes,
        boolean passwordChangeRequired,
        boolean totpEnabled,
        Instant idleUntil,
        Instant expiresAt) {
    /** Of which kind somebody at the console is. */
    public enum Kind {
        @JsonProperty("platform")
        PLATFORM,
        @JsonProperty("member")
        MEMBER
    }

    /** An application somebody administers. */
    public record AdministeredApplication(String orgId, String appId, String title) {}

    public SessionView {
        applications = applications == null ? null : List.copyOf(applications);
        scopes = List.copyOf(scopes);
    }

    /** What there is to say of a session. */
    public static SessionView of(ConsoleSession session) {
        return switch (session) {
            case ConsoleSession.Platform platform ->
                new SessionView(
                        Kind.PLATFORM,
                        platform.username(),
                        null,
                        platform.name(),
                        null,
                        ConsoleScopes.of(platform),
                        platform.passwordChangeRequired(),
                        platform.totpEnabled(),
                        platform.idleUntil(),
                        platform.expiresAt());
            case ConsoleSession.Member member ->
                new SessionView(
                        Kind.MEMBER,
                        null,
                        member.memberId(),
                        member.name(),
                        member.applications().stream()
                                .map(application -> new AdministeredApplication(
                                        application.orgId(), application.appId(), application.title()))
                                .toList(),
                        ConsoleScopes.of(member),
                        false,
                        false,
                        member.idleUntil(),
                        member.expiresAt());
        };
    }
}
