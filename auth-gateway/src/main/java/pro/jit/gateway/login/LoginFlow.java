package pro.jit.gateway.login;

import com.fasterxml.uuid.NoArgGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pro.jit.gateway.application.Application;
import pro.jit.gateway.application.LoginMode;
import pro.jit.gateway.feishu.FeishuAddresses;
import pro.jit.gateway.feishu.FeishuRefused;
import pro.jit.gateway.feishu.LoginConfigurations;
import pro.jit.gateway.feishu.OrganizationLogin;
import pro.jit.gateway.session.BrowserRequest;
import pro.jit.gateway.session.IssuedSession;
import pro.jit.gateway.session.LogoutResource;
import pro.jit.gateway.session.RenewSession;
import pro.jit.gateway.session.SessionCheck;
import pro.jit.gateway.session.SessionCookies;

/** What {@code GET …/login} does, in the order of design §5.2; coming back from Feishu is {@link LoginCallback}'s. */
@ApplicationScoped
class LoginFlow {
    private static final int MOST_TRIPS = 3;
    private static final Duration TRIP_WINDOW = Duration.ofSeconds(60);
    private static final Duration REMEMBERED = Duration.ofDays(365);
    private static final String ORGANIZATION = "jit_organization";

    private final SessionCheck check;
    private final RenewSession renew;
    private final IssuedSession issued;
    private final LoginConfigurations configurations;
    private final FeishuAddresses feishu;
    private final LoginCookies cookies;
    private final LoginPages pages;
    private final LoginLimits limits;
    private final LoginAttempts attempts;
    private final SecureRandom random;
    private final NoArgGenerator ids;
    private final Clock clock;

    LoginFlow(
            SessionCheck check,
            RenewSession renew,
            IssuedSession issued,
            LoginConfigurations configurations,
            FeishuAddresses feishu,
            LoginCookies cookies,
            LoginPages pages,
            LoginLimits limits,
            LoginAttempts attempts,
            SecureRandom random,
            NoArgGenerator ids,
            Clock clock) {
        this.check = check;
        this.renew = renew;
        this.issued = issued;
        this.configurations = configurations;
        this.feishu = feishu;
        this.cookies = cookies;
        this.pages = pages;
        this.limits = limits;
        this.attempts = attempts;
        this.random = random;
        this.ids = ids;
        this.clock = clock;
    }

    /** One visit that is not a callback. */
    LoginStep visit(Application application, LoginQuery query, BrowserRequest request) {
        if (!query.wasMoved() && request.visit().isElsewhere(application)) {
            return LoginStep.Enter.known(LoginPages.movedLink(application, query), List.of());
        }
        var origin = request.entryOrigin(application);
        if (!query.wantsNewLogin() && !query.isButton()) {
            var inside = alreadyIn(application, query, request, origin);
            if (inside.isPresent()) {
                return inside.get();
            }
        }
        List<OrganizationLogin> active;
        try {
            active = configurations.of(application.orgId(), application.appId()).stream()
                    .filter(OrganizationLogin::active)
                    .toList();
        } catch (FeishuRefused e) {
            return LoginStep.Refuse.of(LoginCallback.configurationUnavailable()
                    .startAgain(LoginPages.link(application, query, null, false, query.lang())));
        }
        if (active.isEmpty()) {
            return new LoginStep.Show(pages.ordinary(application, query), List.of());
        }
        var chosen = choose(active, query, request, origin);
        if (chosen.isEmpty()) {
            return new LoginStep.Show(pages.choice(application, query, active), List.of());
        }
        return go(application, query, request, origin, chosen.get(), active.size() > 1);
    }

    private Optional<LoginStep> alreadyIn(
            Application application, LoginQuery query, BrowserRequest request, URI origin) {
        var target = target(application, query);
        var live = SessionCookies.sessionToken(origin, request::cookie)
                .flatMap(token -> check.check(token, application.orgId(), application.appId()));
        if (live.isPresent()) {
            return Optional.of(LoginStep.Enter.known(target, List.of()));
        }
        return SessionCookies.refreshToken(origin, request::cookie).flatMap(token -> switch (renew.renew(
                application, token)) {
            case RenewSession.Renewal.Renewed renewed ->
                Optional.of(LoginStep.Enter.known(
                        target, issued.cookies(application, origin, renewed.session(), renewed.refreshToken())));
            case RenewSession.Renewal.Refused refused -> Optional.empty();
        });
    }

    private Optional<OrganizationLogin> choose(
            List<OrganizationLogin> active, LoginQuery query, BrowserRequest request, URI origin) {
        if (active.size() == 1) {
            return Optional.of(active.getFirst());
        }
        if (query.wantsToChoose()) {
            return Optional.empty();
        }
        var picked = query.organizationId() == null
                ? request.cookie(SessionCookies.name(origin, ORGANIZATION))
                : query.organizationId();
        return active.stream()
                .filter(organization -> organization.organizationId().equals(picked))
                .findFirst();
    }

    private LoginStep go(
            Application application,
            LoginQuery query,
            BrowserRequest request,
            URI origin,
            OrganizationLogin organization,
            boolean oneOfSeveral) {
        var set = new ArrayList<String>();
        if (oneOfSeveral) {
            set.add(SessionCookies.cookie(
                    SessionCookies.name(origin, ORGANIZATION),
                    organization.organizationId(),
                    LoginCookies.path(application),
                    origin,
                    REMEMBERED));
        }
        var signedOut = request.cookie(SessionCookies.name(origin, LogoutResource.SIGNED_OUT)) != null;
        if (!query.isButton()
                && (signedOut || cookies.trips(application, origin, request, TRIP_WINDOW) >= MOST_TRIPS)) {
            var remark = signedOut ? "login.signed-out" : "login.circle";
            return new LoginStep.Show(pages.button(application, query, organization, oneOfSeveral, remark, null), set);
        }
        limits.start(request.visit().address());
        var kind = ClientKind.of(request.userAgent().orElse(null));
        if (query.isButton() || (kind == ClientKind.FEISHU && application.loginMode() == LoginMode.REDIRECT)) {
            return redirect(application, query, request, origin, organization, kind, set);
        }
        var page =
                switch (kind) {
                    case FEISHU -> {
                        var transaction = start(application, query, organization, LoginWay.BRIDGE, origin);
                        set.addAll(cookies.keep(application, origin, request, transaction));
                        set.add(cookies.countTrip(application, origin, request));
                        attempts.started(application, transaction, request.requestId());
                        yield pages.bridge(application, query, organization, oneOfSeveral, transaction);
                    }
                    case PHONE -> pages.phone(application, query, organization, oneOfSeveral, origin);
                    case BROWSER -> {
                        var transaction = start(application, query, organization, LoginWay.QR, origin);
                        set.addAll(cookies.keep(application, origin, request, transaction));
                        yield pages.qrCode(application, query, organization, oneOfSeveral, transaction);
                    }
                };
        return new LoginStep.Show(page, set);
    }

    private LoginStep redirect(
            Application application,
            LoginQuery query,
            BrowserRequest request,
            URI origin,
            OrganizationLogin organization,
            ClientKind kind,
            List<String> set) {
        var way = kind == ClientKind.FEISHU ? LoginWay.WORKSPACE : LoginWay.BROWSER;
        var transaction = start(application, query, organization, way, origin);
        set.addAll(cookies.keep(application, origin, request, transaction));
        set.add(cookies.countTrip(application, origin, request));
        attempts.started(application, transaction, request.requestId());
        if (way == LoginWay.WORKSPACE) {
            cookies.newest(application, origin, request, LoginWay.BRIDGE, organization.organizationId())
                    .ifPresent(bridge -> attempts.fellBack(bridge, transaction, request.requestId()));
        }
        return new LoginStep.AskFeishu(
                feishu.authorize(
                        organization,
                        String.valueOf(transaction.redirectUri()),
                        transaction.state(),
                        transaction.codeChallenge()),
                set);
    }

    private LoginTransaction start(
            Application application, LoginQuery query, OrganizationLogin organization, LoginWay way, URI origin) {
        return LoginTransaction.start(
                random,
                ids.generate(),
                organization.organizationId(),
                way,
                way == LoginWay.BRIDGE ? null : origin + application.path() + "/login",
                ReturnTo.of(application, query.returnTo()).orElse(null),
                clock.instant());
    }

    static String target(Application application, LoginQuery query) {
        return ReturnTo.of(application, query.returnTo()).orElse(application.path() + "/");
    }
}
