package pro.jit.gateway.login;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.accessrequest.RefusedVisitors;
import pro.jit.gateway.application.Application;
import pro.jit.gateway.decision.AccessDecisions;
import pro.jit.gateway.decision.Decision;
import pro.jit.gateway.feishu.FeishuFailure;
import pro.jit.gateway.feishu.FeishuOAuthClient;
import pro.jit.gateway.feishu.FeishuPerson;
import pro.jit.gateway.feishu.FeishuRefused;
import pro.jit.gateway.feishu.LoginConfigurations;
import pro.jit.gateway.feishu.OrganizationLogin;
import pro.jit.gateway.problem.Occurrence;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.session.BrowserRequest;
import pro.jit.gateway.session.Device;
import pro.jit.gateway.session.EndReason;
import pro.jit.gateway.session.EndSessions;
import pro.jit.gateway.session.IssuedSession;
import pro.jit.gateway.session.LogoutResource;
import pro.jit.gateway.session.OpenSession;
import pro.jit.gateway.session.OpenSession.Opening;
import pro.jit.gateway.session.SessionCheck;
import pro.jit.gateway.session.SessionCookies;
import pro.jit.gateway.token.SessionClaims.FeishuIdentity;
import pro.jit.gateway.token.SessionTokens.Verified;

/**
 * Coming back from Feishu: transaction, code, person, tenant, decision, session, in this order (design §5.3). Whatever fails ends in a page, never
 * in a redirect, and without a session.
 */
@ApplicationScoped
class LoginCallback {
    private static final Logger LOG = Logger.getLogger(LoginCallback.class);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final LoginCookies cookies;
    private final LoginConfigurations configurations;
    private final FeishuOAuthClient feishu;
    private final AccessDecisions decisions;
    private final RefusedVisitors refusedVisitors;
    private final OpenSession openSession;
    private final EndSessions endSessions;
    private final IssuedSession issued;
    private final SessionCheck check;
    private final LoginPages pages;
    private final LoginLimits limits;
    private final LoginAttempts attempts;
    private final Clock clock;

    /** How long the visitor waits for their session once Feishu has sent them back. */
    private final Timer callbacks;

    LoginCallback(
            LoginCookies cookies,
            LoginConfigurations configurations,
            FeishuOAuthClient feishu,
            AccessDecisions decisions,
            RefusedVisitors refusedVisitors,
            OpenSession openSession,
            EndSessions endSessions,
            IssuedSession issued,
            SessionCheck check,
            LoginPages pages,
            LoginLimits limits,
            LoginAttempts attempts,
            MeterRegistry meters,
            Clock clock) {
        this.cookies = cookies;
        this.configurations = configurations;
        this.feishu = feishu;
        this.decisions = decisions;
        this.refusedVisitors = refusedVisitors;
        this.openSession = openSession;
        this.endSessions = endSessions;
        this.issued = issued;
        this.check = check;
        this.pages = pages;
        this.limits = limits;
        this.attempts = attempts;
        this.callbacks = meters.timer("jit_login_callback");
        this.clock = clock;
    }

    /**
     * Finishes a sign-in.
     *
     * @param bridge whether the code comes from the client's bridge; a code of one way is not taken in the other
     */
    LoginStep finish(Application application, LoginQuery query, BrowserRequest request, boolean bridge) {
        return Objects.requireNonNull(callbacks.record(() -> finished(application, query, request, bridge)));
    }

    private LoginStep finished(Application application, LoginQuery query, BrowserRequest request, boolean bridge) {
        limits.callback(request.visit().address(), application);
        var origin = request.entryOrigin(application);
        var state = query.state() == null ? "" : query.state();
        var transaction = cookies.find(application, origin, request, state)
                .filter(found -> (found.way() == LoginWay.BRIDGE) == bridge);
        if (transaction.isEmpty() || openSession.isUsed(state)) {
            var step = expired(application, query, request, origin);
            if (step instanceof LoginStep.Refuse) {
                attempts.expired(application, request.requestId());
            }
            return step;
        }
        var step = finish(application, query, request, origin, transaction.get());
        attempts.ended(application, transaction.get(), step, request.requestId());
        var set = new ArrayList<>(step.cookies());
        set.add(cookies.remove(application, origin, state));
        return switch (step) {
            case LoginStep.Enter enter -> new LoginStep.Enter(enter.path(), enter.who(), set);
            case LoginStep.Show show -> new LoginStep.Show(show.page(), set);
            case LoginStep.Refuse refuse -> new LoginStep.Refuse(refuse.occurrence(), refuse.who(), refuse.said(), set);
            case LoginStep.AskFeishu ask -> new LoginStep.AskFeishu(ask.address(), set);
        };
    }

    /** The callback reloaded, or opened from history, by somebody who is in: they go on. */
    private LoginStep expired(Application application, LoginQuery query, BrowserRequest request, URI origin) {
        if (live(application, request, origin).isPresent()) {
            return LoginStep.Enter.known(application.path() + "/", List.of());
        }
        LOG.warnf("login state refused orgId=%s appId=%s", application.orgId(), application.appId());
        return LoginStep.Refuse.of(Occurrence.of(Problem.LOGIN_EXPIRED)
                .startAgain(LoginPages.link(application, query, null, false, query.lang())));
    }

    private LoginStep finish(
            Application application,
            LoginQuery query,
            BrowserRequest request,
            URI origin,
            LoginTransaction transaction) {
        var again = again(query, transaction);
        List<OrganizationLogin> active;
        try {
            active = configurations.of(application.orgId(), application.appId()).stream()
                    .filter(OrganizationLogin::active)
                    .toList();
        } catch (FeishuRefused e) {
            return refuse(application, again, configurationUnavailable(), null);
        }
        var organization = active.stream()
                .filter(one -> one.organizationId().equals(transaction.organizationId()))
                .findFirst()
                .orElse(null);
        if (organization == null) {
            return refuse(application, again, Occurrence.of(Problem.ORGANIZATION_DISABLED), null);
        }
        var oneOfSeveral = active.size() > 1;
        var code = query.code();
        if (code == null || query.error() != null) {
            return new LoginStep.Show(
                    pages.button(application, again, organization, oneOfSeveral, null, Problem.LOGIN_CANCELLED),
                    List.of());
        }
        var step = signIn(application, again, request, origin, transaction, organization, code);
        return step instanceof LoginStep.Refuse refuse
                ? refuse.to(
                        organization.tenantName(),
                        oneOfSeveral ? LoginPages.chooseLink(application, again, again.lang()) : null)
                : step;
    }

    private LoginStep signIn(
            Application application,
            LoginQuery again,
            BrowserRequest request,
            URI origin,
            LoginTransaction transaction,
            OrganizationLogin organization,
            String code) {
        FeishuPerson person;
        try {
            person = person(organization, transaction, code);
        } catch (FeishuRefused e) {
            var refusal = refuse(application, again, told(application, organization, e), null);
            return new LoginStep.Refuse(refusal.occurrence(), null, FeishuSays.of(e), refusal.cookies());
        }
        if (organization.tenantKey() == null) {
            LOG.warnf("tenant of the organization not known yet organizationId=%s", organization.organizationId());
        } else if (!organization.tenantKey().equals(person.tenantKey())) {
            return refuse(application, again, Occurrence.of(Problem.WRONG_TENANT), person);
        }
        return decide(application, again, request, origin, transaction, organization, person);
    }

    private FeishuPerson person(OrganizationLogin organization, LoginTransaction transaction, String code)
            throws FeishuRefused {
        return switch (transaction.way()) {
            case QR -> feishu.redeemPassportCode(organization, code);
            case WORKSPACE, BROWSER, BRIDGE ->
                feishu.redeem(organization, code, transaction.redirectUri(), transaction.codeVerifier());
        };
    }

    private LoginStep decide(
            Application application,
            LoginQuery again,
            BrowserRequest request,
            URI origin,
            LoginTransaction transaction,
            OrganizationLogin organization,
            FeishuPerson person) {
        var lossesSeen = 0L;
        // Twice at most: somebody may lose access between the decision and the session.
        for (var tries = 0; tries < 2; tries++) {
            var askedAt = clock.instant();
            var decision = decisions.forFeishuUser(
                    application.audience(),
                    organization.organizationId(),
                    person.openId(),
                    person.unionId(),
                    person.tenantKey());
            switch (decision) {
                case Decision.Denied denied -> {
                    var refusal = refuse(
                            application,
                            again,
                            Occurrence.of(problem(denied.reason())).administrators(denied.administrators()),
                            person);
                    return denied.reason() == Decision.Reason.NOT_AUTHORIZED
                            ? mayAsk(application, origin, organization, person, denied, refusal)
                            : refusal;
                }
                case Decision.Unavailable unavailable -> {
                    return refuse(
                            application,
                            again,
                            Occurrence.of(Problem.PERMISSION_UNAVAILABLE).retryAfter(RETRY),
                            person);
                }
                case Decision.Granted granted -> {
                    var opening = openSession.open(new OpenSession.SignIn(
                            application,
                            organization.organizationId(),
                            granted.memberId(),
                            granted.name() == null ? person.name() : granted.name(),
                            granted.picture() == null ? person.picture() : granted.picture(),
                            granted.roles(),
                            transaction.way().amr(),
                            identity(person, granted),
                            Device.describe(request.userAgent().orElse(null)),
                            request.visit().address(),
                            transaction.state(),
                            askedAt,
                            lossesSeen));
                    switch (opening) {
                        case Opening.Opened opened -> {
                            return enter(application, request, origin, transaction, opened);
                        }
                        case Opening.StateUsed used -> {
                            return expired(application, again, request, origin);
                        }
                        case Opening.Overtaken overtaken -> lossesSeen = overtaken.lossesSeen();
                    }
                }
            }
        }
        return refuse(
                application,
                again,
                Occurrence.of(Problem.PERMISSION_UNAVAILABLE).retryAfter(RETRY),
                person);
    }

    /** With the user id of the directory where Feishu does not say it at a sign-in, which takes a permission of the person's own. */
    private static FeishuIdentity identity(FeishuPerson person, Decision.Granted granted) {
        var userId = person.userId() == null ? granted.userId() : person.userId();
        return new FeishuIdentity(person.openId(), person.unionId(), userId, person.tenantKey());
    }

    /** For ten minutes, the person may ask for access without signing in again. */
    private LoginStep.Refuse mayAsk(
            Application application,
            URI origin,
            OrganizationLogin organization,
            FeishuPerson person,
            Decision.Denied denied,
            LoginStep.Refuse refusal) {
        var kept = refusedVisitors.remember(
                application,
                origin,
                organization.organizationId(),
                person.openId(),
                person.unionId(),
                person.tenantKey(),
                person.name(),
                refusal.occurrence().startAgain());
        return new LoginStep.Refuse(
                refusedVisitors.offer(refusal.occurrence(), application, denied.accessRequest()),
                refusal.who(),
                refusal.said(),
                List.of(kept));
    }

    private LoginStep enter(
            Application application,
            BrowserRequest request,
            URI origin,
            LoginTransaction transaction,
            Opening.Opened opened) {
        // This browser's earlier session is out of its reach from now on.
        live(application, request, origin)
                .ifPresent(earlier -> endSessions.one(earlier.claims().sid(), EndReason.REPLACED));
        var session = opened.session();
        LOG.infof(
                "signed in orgId=%s appId=%s organizationId=%s memberId=%s way=%s",
                session.orgId(),
                session.appId(),
                session.organizationId(),
                session.memberId(),
                transaction.way().amr());
        var set = new ArrayList<>(issued.cookies(application, origin, session, Optional.of(opened.refreshToken())));
        set.add(SessionCookies.removal(
                SessionCookies.name(origin, LogoutResource.SIGNED_OUT), LoginCookies.path(application), origin));
        var target = transaction.returnTo() == null ? application.path() + "/" : transaction.returnTo();
        return new LoginStep.Enter(target, new LoginStep.Who(session.feishu().openId(), session.name()), set);
    }

    private Optional<Verified> live(Application application, BrowserRequest request, URI origin) {
        return SessionCookies.sessionToken(origin, request::cookie)
                .flatMap(token -> check.check(token, application.orgId(), application.appId()));
    }

    private static LoginStep.Refuse refuse(
            Application application, LoginQuery again, Occurrence occurrence, @Nullable FeishuPerson person) {
        // "Check again" asks Feishu again at once; everything else goes back to the login page.
        var link = LoginPages.link(
                application,
                again,
                again.organizationId(),
                occurrence.problem() == Problem.NOT_AUTHORIZED,
                again.lang());
        return new LoginStep.Refuse(
                occurrence.startAgain(link),
                person == null ? null : new LoginStep.Who(person.openId(), person.name()),
                null,
                List.of());
    }

    /** org-sync-service knows the app's credentials, and could not be asked: without them Feishu cannot be either. */
    static Occurrence configurationUnavailable() {
        return Occurrence.of(
                        Problem.FEISHU_UNAVAILABLE, "How this application signs in with Feishu could not be looked up.")
                .retryAfter(RETRY);
    }

    private static LoginQuery again(LoginQuery query, LoginTransaction transaction) {
        return new LoginQuery(
                null, null, null, null, transaction.returnTo(), transaction.organizationId(), null, query.lang(), null);
    }

    private static Occurrence told(Application application, OrganizationLogin organization, FeishuRefused refused) {
        var level = refused.failure() == FeishuFailure.OUR_FAULT ? Logger.Level.ERROR : Logger.Level.WARN;
        LOG.logf(
                level,
                "Feishu did not confirm a sign-in orgId=%s appId=%s organizationId=%s reason=%s feishuCode=%d feishuLogId=%s",
                application.orgId(),
                application.appId(),
                organization.organizationId(),
                refused.failure(),
                refused.code(),
                refused.logId());
        return switch (refused.failure()) {
            case CODE_REJECTED, OUR_FAULT -> Occurrence.of(Problem.FEISHU_CODE_REJECTED);
            case CREDENTIALS_REJECTED -> Occurrence.of(Problem.FEISHU_CREDENTIALS_REJECTED);
            case OUTSIDE_AVAILABILITY -> Occurrence.of(Problem.OUTSIDE_AVAILABILITY);
            case MEMBER_INACTIVE -> Occurrence.of(Problem.MEMBER_INACTIVE);
            case UNAVAILABLE -> Occurrence.of(Problem.FEISHU_UNAVAILABLE).retryAfter(RETRY);
        };
    }

    private static Problem problem(Decision.Reason reason) {
        return switch (reason) {
            case ORGANIZATION_DISABLED -> Problem.ORGANIZATION_DISABLED;
            case MEMBER_NOT_FOUND -> Problem.MEMBER_NOT_FOUND;
            case MEMBER_INACTIVE -> Problem.MEMBER_INACTIVE;
            case ACCESS_BLOCKED -> Problem.ACCESS_BLOCKED;
            case NOT_AUTHORIZED -> Problem.NOT_AUTHORIZED;
        };
    }
}
