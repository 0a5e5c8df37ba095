package pro.jit.orgsync.setup;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.organization.Organization;
import pro.jit.orgsync.setup.Observed.Grants;
import pro.jit.orgsync.setup.Observed.LoginAddresses;
import pro.jit.orgsync.setup.Observed.SignIns;

/** What the sibling services know of an organization. One that cannot be asked makes its steps uncheckable, and stops nothing. */
@ApplicationScoped
class Siblings {
    private static final Logger LOG = Logger.getLogger(Siblings.class);
    private static final int ATTEMPTS = 200;
    private static final int GRANTS = 200;

    private final SiblingApis.GatewayApi gateway;
    private final SiblingApis.PermissionApi permission;

    Siblings(@RestClient SiblingApis.GatewayApi gateway, @RestClient SiblingApis.PermissionApi permission) {
        this.gateway = gateway;
        this.permission = permission;
    }

    LoginAddresses addresses(Organization organization) {
        var application = ask("application", () -> gateway.application(organization.orgId(), organization.appId()));
        return new LoginAddresses(application
                .map(known -> {
                    var logins = new ArrayList<String>();
                    for (var origin : known.path("entry_origins")) {
                        logins.add(
                                origin.asText() + "/" + organization.orgId() + "/" + organization.appId() + "/login");
                    }
                    return logins;
                })
                .orElse(null));
    }

    SignIns signIns(Organization organization) {
        var attempts = ask(
                "login attempts", () -> gateway.loginAttempts(organization.orgId(), organization.appId(), ATTEMPTS));
        if (attempts.isEmpty()) {
            return new SignIns(false, null, null, null);
        }
        var id = organization.organizationId().toString();
        Predicate<JsonNode> ours =
                attempt -> id.equals(attempt.path("organization_id").asText());
        Predicate<JsonNode> signedIn =
                attempt -> "signed_in".equals(attempt.path("outcome").asText());
        var items = attempts.get().path("items");
        return new SignIns(
                true,
                last(items, ours),
                last(items, ours.and(signedIn)),
                last(items, ours.and(signedIn).and(Siblings::fromWorkspace)));
    }

    Grants grants(Organization organization) {
        var grants = ask(
                "grants",
                () -> permission.grants(
                        organization.orgId(),
                        organization.appId(),
                        organization.organizationId().toString(),
                        "allow",
                        GRANTS));
        return new Grants(grants.map(page -> (int) StreamSupport.stream(
                                page.path("items").spliterator(), false)
                        .filter(grant -> "in_force".equals(grant.path("state").asText()))
                        .count())
                .orElse(null));
    }

    private static boolean fromWorkspace(JsonNode attempt) {
        var mode = attempt.path("mode").asText();
        return mode.equals("workspace") || mode.equals("bridge");
    }

    // The newest come first.
    private static @Nullable Instant last(JsonNode attempts, Predicate<JsonNode> wanted) {
        for (var attempt : attempts) {
            var returned = attempt.path("returned_at");
            if (wanted.test(attempt) && returned.isTextual()) {
                try {
                    return Instant.parse(returned.textValue());
                } catch (DateTimeException e) {
                    return null;
                }
            }
        }
        return null;
    }

    private static Optional<JsonNode> ask(String what, Supplier<JsonNode> question) {
        try {
            return Optional.ofNullable(question.get());
        } catch (RuntimeException e) {
            LOG.warnf(
                    "a sibling could not be asked  what=%s error=%s",
                    what, e.getClass().getSimpleName());
            return Optional.empty();
        }
    }
}
