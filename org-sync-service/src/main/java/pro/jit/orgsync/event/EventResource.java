package pro.jit.orgsync.event;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.event.PushCheck.Push;
import pro.jit.orgsync.organization.EventDelivery;
import pro.jit.orgsync.organization.OrganizationId;
import pro.jit.orgsync.organization.Organizations;
import pro.jit.orgsync.problem.Problem;
import pro.jit.orgsync.problem.ProblemException;

/**
 * Where Feishu pushes events to ({@code request URL} of the console). Everybody may call it; only what is proven to come from Feishu counts. It
 * answers as soon as the push is kept, and never waits for work.
 */
@Path("/feishu/events/{organization_id}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class EventResource {
    private static final Logger LOG = Logger.getLogger(EventResource.class);

    private final Organizations organizations;
    private final PushCheck check;
    private final EventIntake intake;
    private final EventDeliveries deliveries;

    EventResource(Organizations organizations, PushCheck check, EventIntake intake, EventDeliveries deliveries) {
        this.organizations = organizations;
        this.check = check;
        this.intake = intake;
        this.deliveries = deliveries;
    }

    @POST
    @PermitAll
    @Operation(summary = "Feishu's pushes; the signature, or the Verification Token, is the proof")
    public Map<String, String> receive(
            @PathParam("organization_id") String id,
            @HeaderParam("X-Lark-Request-Timestamp") @Nullable String timestamp,
            @HeaderParam("X-Lark-Request-Nonce") @Nullable String nonce,
            @HeaderParam("X-Lark-Signature") @Nullable String signature,
            byte @Nullable [] body) {
        var organization = OrganizationId.parse(id);
        var secrets = organizations
                .eventSecrets(organization)
                .orElseThrow(() -> ProblemException.notFound("There is no such organization."));
        var push = new Push(body == null ? new byte[0] : body, timestamp, nonce, signature);
        return switch (check.check(push, secrets)) {
            case Verdict.Challenge challenge -> {
                deliveries.challenged(organization);
                LOG.infof("request URL verified  organizationId=%s", organization);
                yield Map.of("challenge", challenge.challenge());
            }
            case Verdict.Event event -> {
                intake.keep(organization, event.hint(), EventDelivery.WEBHOOK);
                yield Map.of();
            }
            case Verdict.Unreadable unreadable -> {
                intake.unreadable(organization, unreadable.why(), EventDelivery.WEBHOOK);
                yield Map.of();
            }
            case Verdict.Refused refused -> {
                if (secrets.delivery() == EventDelivery.WEBHOOK) {
                    deliveries.refused(organization, refused.why());
                }
                intake.refused(organization, refused.why(), EventDelivery.WEBHOOK);
                throw ProblemException.of(
                        Problem.FORBIDDEN, "This is not proven to be a push of Feishu's to this organization.");
            }
        };
    }
}
