package pro.jit.gateway.console.administrator;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.console.session.ConsoleRequest;
import pro.jit.gateway.problem.ProblemException;

/** {@code /console/totp}: an administrator of the platform sets up their second factor, or gives it up. */
@Path("/console/totp")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TotpResource {
    private static final Logger LOG = Logger.getLogger(TotpResource.class);
    private static final int LONGEST = 200;

    private final Jdbi jdbi;
    private final ConsoleRequest console;
    private final CheckCredentials credentials;
    private final SecondFactor secondFactor;

    TotpResource(Jdbi jdbi, ConsoleRequest console, CheckCredentials credentials, SecondFactor secondFactor) {
        this.jdbi = jdbi;
        this.console = console;
        this.credentials = credentials;
        this.secondFactor = secondFactor;
    }

    /** The password, shown again. */
    record PasswordProof(@Nullable String password) {
        @Override
        public String toString() {
            return "PasswordProof[hidden]";
        }
    }

    /** A code the authenticator app shows. */
    record TotpProof(@Nullable String code) {
        @Override
        public String toString() {
            return "TotpProof[hidden]";
        }
    }

    /** A second factor that counts once it is confirmed. */
    public record PendingTotp(String secret, String otpauthUri) {
        @Override
        public String toString() {
            return "PendingTotp[hidden]";
        }
    }

    /** What stands for a code once each, when the authenticator app is gone. Shown this once. */
    public record RecoveryCodes(List<String> recoveryCodes) {
        public RecoveryCodes {
            recoveryCodes = List.copyOf(recoveryCodes);
        }

        @Override
        public String toString() {
            return "RecoveryCodes[hidden]";
        }
    }

    @POST
    public PendingTotp prepare(@Nullable PasswordProof proof) {
        var username = console.platform().username();
        credentials.requirePassword(username, given("password", proof == null ? null : proof.password()));
        var pending = secondFactor.prepare(username);
        return new PendingTotp(pending.secret(), pending.otpauthUri());
    }

    @POST
    @Path("confirm")
    public RecoveryCodes confirm(@Nullable TotpProof proof) {
        var username = console.platform().username();
        var codes = secondFactor.confirm(username, given("code", proof == null ? null : proof.code()));
        LOG.infof("second factor in use principal=%s", username);
        return new RecoveryCodes(codes);
    }

    @POST
    @Path("disable")
    public void disable(@Nullable PasswordProof proof) {
        var username = console.platform().username();
        credentials.requirePassword(username, given("password", proof == null ? null : proof.password()));
        jdbi.useTransaction(handle -> secondFactor.disable(handle, username));
        LOG.infof("second factor given up principal=%s", username);
    }

    private static String given(String field, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw ProblemException.invalid(field, "is missing");
        }
        if (value.length() > LONGEST) {
            throw ProblemException.invalid(field, "is longer than 200 characters");
        }
        return value;
    }
}
