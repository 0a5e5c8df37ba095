package pro.jit.orgsync.organization;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseHeader;
import pro.jit.orgsync.organization.LoginConfiguration.OrganizationLogin;

/** What sign-in needs, secrets included; for the gateway alone. */
@Path("/api/org/login-configurations/{org_id}/{app_id}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LoginConfigurationResource {
    private static final UUID FIRST = new UUID(0, 0);
    private static final int MOST = 1000;

    private final OrganizationRepository organizations;

    LoginConfigurationResource(OrganizationRepository organizations) {
        this.organizations = organizations;
    }

    @GET
    @RolesAllowed("login-configuration:read")
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @Operation(summary = "How people of an application sign in with Feishu; App Secrets included")
    public LoginConfiguration get(@PathParam("org_id") String orgId, @PathParam("app_id") String appId) {
        var application = ApplicationId.parse(orgId, appId);
        var logins = organizations.list(application.orgId(), application.appId(), FIRST, MOST).stream()
                .flatMap(organization -> organizations.feishuApp(organization.organizationId()).stream()
                        .map(app -> new OrganizationLogin(
                                organization.organizationId(),
                                organization.title(),
                                organization.status(),
                                organization.platform(),
                                app.appId(),
                                app.appSecret(),
                                organization.tenantKey(),
                                organization.tenantName(),
                                organization.tokenEndpointGeneration())))
                .toList();
        return new LoginConfiguration(orgId, appId, logins);
    }
}
