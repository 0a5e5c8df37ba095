package pro.jit.orgsync.organization;

import jakarta.enterprise.context.ApplicationScoped;
import pro.jit.orgsync.feishu.FeishuApp;
import pro.jit.orgsync.feishu.FeishuFailure;
import pro.jit.orgsync.feishu.TenantAccessTokens;
import pro.jit.orgsync.problem.FeishuProblems;
import pro.jit.orgsync.problem.ProblemException;

/** Asks Feishu for a token before credentials are kept. */
@ApplicationScoped
class CredentialTrial {
    private final TenantAccessTokens tokens;

    CredentialTrial(TenantAccessTokens tokens) {
        this.tokens = tokens;
    }

    /** Fails with {@code credentials-invalid} for credentials that are not good, with {@code feishu-unavailable} if nobody can say. */
    void of(FeishuApp app) {
        try {
            tokens.tryCredentials(app);
        } catch (FeishuFailure e) {
            throw new ProblemException(FeishuProblems.ofCredentials(e));
        }
    }
}
