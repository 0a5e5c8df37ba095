package pro.jit.orgsync.setup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.event.DeliveryReport;
import pro.jit.orgsync.feishu.DataRange;
import pro.jit.orgsync.feishu.FeishuAppInfo;
import pro.jit.orgsync.feishu.FeishuAppVersion;
import pro.jit.orgsync.feishu.FeishuErrors;
import pro.jit.orgsync.feishu.FeishuTenant;
import pro.jit.orgsync.feishu.GrantedScopes;
import pro.jit.orgsync.organization.Organization;
import pro.jit.orgsync.sync.SyncOutcome;

/**
 * Everything that one check has looked at, from which each step draws its own conclusion.
 *
 * @param token whether Feishu gives a token for App ID and App Secret
 * @param tenant whose app it is; null where Feishu does not tell
 * @param online the version in force
 * @param waiting a version that waits to be published
 * @param contactsRange how the data range was chosen
 * @param everybody whether the app may see everybody
 * @param dataRange the nodes it may see
 * @param members open ids of some active members
 * @param mayUse those of them who may use the app
 * @param lastRun the last synchronization that is over or waits, dry ones aside
 * @param delivery how Feishu's events reach it
 */
record Observed(
        Organization organization,
        Probe<Boolean> token,
        @Nullable FeishuTenant tenant,
        Probe<GrantedScopes> granted,
        Probe<FeishuAppInfo> info,
        Probe<FeishuAppVersion> online,
        Probe<FeishuAppVersion> waiting,
        Probe<String> contactsRange,
        Probe<Boolean> everybody,
        Probe<DataRange> dataRange,
        List<String> members,
        Probe<Set<String>> mayUse,
        @Nullable SyncOutcome lastRun,
        DeliveryReport delivery,
        LoginAddresses addresses,
        SignIns signIns,
        Grants grants) {

    /** Under which addresses people come to the application; told by the gateway. */
    record LoginAddresses(@Nullable List<String> logins) {}

    /** What the gateway has seen of sign-ins; null times where there was none, or the gateway could not be asked. */
    record SignIns(
            boolean known,
            @Nullable Instant returnedAt,
            @Nullable Instant signedInAt,
            @Nullable Instant fromWorkspaceAt) {}

    /** How many grants of the organization are in force; null if permission-service could not be asked. */
    record Grants(@Nullable Integer inForce) {}

    /**
     * What keeps every step at Feishu from being seen.
     *
     * @return the finding that all of them share; empty if Feishu lets itself be asked
     */
    Optional<Finding> obstacle() {
        if (token instanceof Probe.Unanswered<Boolean>) {
            return Optional.of(unanswered());
        }
        return culprit().map(Finding::hiddenBy);
    }

    /** The step on account of which Feishu gives no token, or does not know the app in this company. */
    Optional<SetupStep> culprit() {
        var tokenRefused = token.reason().map(reason -> switch (reason) {
            case APP_UNKNOWN -> SetupStep.J1;
            case APP_NOT_IN_USE -> SetupStep.F9;
            default -> SetupStep.J3;
        });
        return tokenRefused.or(
                () -> granted.refusedFor(FeishuErrors.APP_NOT_IN_USE) ? Optional.of(SetupStep.F9) : Optional.empty());
    }

    static Finding unanswered() {
        return Finding.notCheckable("飞书没有及时回应，请稍后再检查。", "Feishu did not answer in time; check again later.");
    }

    /** Why a step that only the app's description shows cannot be seen. */
    static Finding undescribed(Probe<?> asked) {
        return asked.refusedFor(FeishuErrors.PERMISSION_MISSING)
                ? Finding.notCheckable(
                        "应用没有权限 application:application:self_manage，无法从这里查看。开通该权限并发布版本后即可检查。",
                        "The app lacks the permission application:application:self_manage, so it cannot be seen from here. Grant it and publish a version to have it checked.")
                : unanswered();
    }
}
