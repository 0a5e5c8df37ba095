package pro.jit.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The demonstration company, set up the way an administrator would: through Feishu's back office (the sandbox) and the services' own
 * APIs. Doing it again changes nothing.
 */
final class Demonstration {
    static final String ORG_ID = "whwy";
    static final String APP_ID = "app1769584429813";
    private static final Duration SYNC_WITHIN = Duration.ofMinutes(2);

    private final UpOptions options;
    private final String token;
    private final PrintStream out;
    private final LocalHttp http = new LocalHttp();

    /**
     * Where the seeded application is.
     *
     * @param organization the API of its Feishu organization; none where Feishu is not the sandbox
     */
    record Address(String login, String home, Optional<String> organization) {}

    Demonstration(UpOptions options, String operatorToken, PrintStream out) {
        this.options = options;
        this.token = operatorToken;
        this.out = out;
    }

    /** Seeds unless {@code --empty}. With a Feishu other than the sandbox only the application is made: its credentials are yours. */
    Optional<Address> seed() {
        if (options.empty()) {
            return Optional.empty();
        }
        var gateway = options.ports().origin("gateway");
        var home = gateway + "/" + ORG_ID + "/" + APP_ID + "/";
        var login = home + "login";
        application(gateway);
        if (!(options.feishu() instanceof Feishu.Sandbox)) {
            return Optional.of(new Address(login, home, Optional.empty()));
        }
        var organization = organization(backOffice(login));
        synchronize(organization);
        authorize(organization);
        return Optional.of(new Address(login, home, Optional.of(organizations() + "/" + organization)));
    }

    private void application(String gateway) {
        ObjectNode application = StackDirectory.JSON.createObjectNode();
        application.put("org_id", ORG_ID);
        application.put("app_id", APP_ID);
        application.put("title", "示例应用 Sample application");
        application.putArray("entry_origins").add(gateway);
        application.put("upstream", options.ports().origin("sample-app"));
        acceptExisting(http.send("POST", gateway + "/api/auth/applications", application, token), "The application");
    }

    private JsonNode backOffice(String login) {
        var sandbox = options.ports().origin("sandbox");
        var app = http.get(sandbox + "/sandbox/api/apps", null)
                .orFail("Reading the sandbox's apps")
                .path("items")
                .path(0);
        var path = sandbox + "/sandbox/api/apps/" + app.path("app_id").asText();
        ObjectNode redirects = StackDirectory.JSON.createObjectNode();
        redirects.putArray("redirect_urls").add(login);
        http.send("PUT", path + "/redirect-urls", redirects, null).orFail("Registering the redirect URL");
        ObjectNode home = StackDirectory.JSON.createObjectNode();
        home.put("pc_url", login).put("mobile_url", login);
        http.send("PUT", path + "/home-pages", home, null).orFail("Setting the home pages");
        return app;
    }

    private String organization(JsonNode app) {
        var existing = http.get(organizations() + "?org_id=" + ORG_ID + "&app_id=" + APP_ID, token)
                .orFail("Reading the organizations")
                .path("items")
                .path(0)
                .path("organization_id");
        if (existing.isTextual()) {
            return existing.asText();
        }
        ObjectNode organization = StackDirectory.JSON.createObjectNode();
        organization.put("org_id", ORG_ID).put("app_id", APP_ID).put("title", "飞书自建组织架构");
        organization.put("platform", "feishu").put("event_delivery", "none");
        organization.put("feishu_app_id", app.path("app_id").asText());
        organization.put("feishu_app_secret", app.path("app_secret").asText());
        return http.send("POST", organizations(), organization, token)
                .orFail("Creating the organization")
                .path("organization_id")
                .asText();
    }

    private void synchronize(String organization) {
        out.println("  synchronizing the demonstration company");
        var runs = organizations() + "/" + organization + "/sync-runs";
        var started = http.send("POST", runs, StackDirectory.JSON.createObjectNode(), token);
        if (!started.ok() && started.status() != 409) {
            started.orFail("Starting the synchronization");
        }
        var deadline = Instant.now().plus(SYNC_WITHIN);
        while (true) {
            var status = http.get(runs, token)
                    .orFail("Reading the synchronization")
                    .path("items")
                    .path(0)
                    .path("status")
                    .asText();
            switch (status) {
                case "succeeded", "succeeded_with_warnings" -> {
                    return;
                }
                case "running" -> {
                    if (Instant.now().isAfter(deadline)) {
                        throw new CommandFailure("The synchronization did not end. See './jit logs org-sync-service'.");
                    }
                }
                default -> {
                    // A held or failed run is for its administrator to look at; the stack itself is up.
                    out.println("  the synchronization is " + status + "; see " + runs);
                    return;
                }
            }
            Stack.sleep(Duration.ofMillis(200));
        }
    }

    /**
     * Gives one department, with those below it, the role {@code member}, and who leads it the role {@code administrator}; everybody else is synced and
     * refused, as the guide says, and told to ask that administrator.
     */
    private void authorize(String organization) {
        var departments = http.get(
                        organizations() + "/" + organization + "/departments?parent_id=root&limit=200", token)
                .orFail("Reading the departments");
        var first = departments.path("items").path(0);
        if (first.isMissingNode()) {
            return;
        }
        grant(organization, "member", "department", first.path("department_id").asText());
        var leader = first.path("leaders").path(0);
        if (leader.isTextual()) {
            grant(organization, "administrator", "member", leader.asText());
        }
        out.println("  authorized department " + first.path("name").asText());
    }

    private void grant(String organization, String role, String principal, String id) {
        ObjectNode grant = StackDirectory.JSON.createObjectNode();
        grant.put("organization_id", organization).put("role", role).put("effect", "allow");
        grant.put("include_sub_departments", true);
        grant.putObject("principal").put("type", principal).put("id", id);
        var grants = options.ports().origin("permission") + "/api/permission/applications/" + ORG_ID + "/" + APP_ID
                + "/grants";
        acceptExisting(http.send("POST", grants, grant, token), "The demonstration grant");
    }

    private String organizations() {
        return options.ports().origin("org-sync") + "/api/org/organizations";
    }

    private static void acceptExisting(LocalHttp.Answer answer, String what) {
        if (!answer.ok() && answer.status() != 409) {
            answer.orFail(what);
        }
    }
}
