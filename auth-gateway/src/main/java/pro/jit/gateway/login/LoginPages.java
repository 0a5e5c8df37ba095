package pro.jit.gateway.login;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.application.Application;
import pro.jit.gateway.application.Origins;
import pro.jit.gateway.feishu.FeishuAddresses;
import pro.jit.gateway.feishu.OrganizationLogin;
import pro.jit.gateway.problem.Problem;

/** Puts login pages together. */
@ApplicationScoped
class LoginPages {
    private final FeishuAddresses feishu;

    LoginPages(FeishuAddresses feishu) {
        this.feishu = feishu;
    }

    /** The ordinary login page, without Feishu. */
    LoginPage ordinary(Application application, LoginQuery query) {
        return page(application, query, null, false, null, null, null, null, List.of());
    }

    /** A button, and nothing that goes on by itself. */
    LoginPage button(
            Application application,
            LoginQuery query,
            OrganizationLogin organization,
            boolean signedOut,
            @Nullable Problem notice) {
        return page(application, query, organization, signedOut, notice, null, null, null, List.of());
    }

    /** One link per organization. */
    LoginPage choice(Application application, LoginQuery query, List<OrganizationLogin> organizations) {
        var choices = organizations.stream()
                .map(organization -> new LoginPage.Choice(
                        organization.title(),
                        link(application, query, organization.organizationId(), false, query.lang())))
                .toList();
        return page(application, query, null, false, null, null, null, null, choices);
    }

    /** For a phone's browser, which cannot scan itself. */
    LoginPage phone(Application application, LoginQuery query, OrganizationLogin organization, URI origin) {
        var address = origin + link(application, query, organization.organizationId(), false, null);
        return page(
                application,
                query,
                organization,
                false,
                null,
                feishu.appLink(organization, address),
                null,
                null,
                List.of());
    }

    /** With the QR code of this transaction. */
    LoginPage qrCode(
            Application application, LoginQuery query, OrganizationLogin organization, LoginTransaction transaction) {
        var hosts = feishu.of(organization.platform());
        var goTo =
                feishu.passportAuthorize(organization, String.valueOf(transaction.redirectUri()), transaction.state());
        var qrCode = new LoginPage.QrCode(
                goTo,
                hosts.qrSdk(),
                Origins.of(hosts.qrSdk()).toString(),
                Origins.of(goTo).toString());
        return page(application, query, organization, false, null, null, qrCode, null, List.of());
    }

    /** Asks the client's bridge by itself, with the button as the way out. */
    LoginPage bridge(
            Application application, LoginQuery query, OrganizationLogin organization, LoginTransaction transaction) {
        var script = feishu.of(organization.platform()).h5Sdk();
        var bridge = new LoginPage.Bridge(
                script,
                Origins.of(script).toString(),
                organization.feishuAppId(),
                organization.organizationId(),
                transaction.state(),
                application.path() + "/login/feishu-code");
        return page(application, query, organization, false, null, null, null, bridge, List.of());
    }

    private LoginPage page(
            Application application,
            LoginQuery query,
            @Nullable OrganizationLogin organization,
            boolean signedOut,
            @Nullable Problem notice,
            @Nullable URI appLink,
            LoginPage.@Nullable QrCode qrCode,
            LoginPage.@Nullable Bridge bridge,
            List<LoginPage.Choice> choices) {
        var id = organization == null ? query.organizationId() : organization.organizationId();
        return new LoginPage(
                application.title(),
                organization == null ? null : organization.tenantName(),
                notice,
                signedOut,
                organization == null ? null : link(application, query, id, true, query.lang()),
                appLink,
                qrCode,
                bridge,
                choices,
                application.loginMethods(),
                link(application, query, id, false, "zh"),
                link(application, query, id, false, "en"));
    }

    /** The login address, keeping where the person wants to go. */
    static String link(
            Application application,
            LoginQuery query,
            @Nullable String organizationId,
            boolean start,
            @Nullable String lang) {
        var parameters = new LinkedHashMap<String, String>();
        if (start) {
            parameters.put("start", "feishu");
        }
        if (organizationId != null) {
            parameters.put("organization_id", organizationId);
        }
        ReturnTo.of(application, query.returnTo()).ifPresent(path -> parameters.put("return_to", path));
        if (lang != null) {
            parameters.put("lang", lang);
        }
        var path = application.path() + "/login";
        return parameters.isEmpty()
                ? path
                : parameters.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "="
                                + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", path + "?", ""));
    }
}
