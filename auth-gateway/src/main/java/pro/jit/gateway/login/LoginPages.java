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
import pro.jit.gateway.feishu.Platform;
import pro.jit.gateway.problem.Problem;

/** Puts login pages together. */
@ApplicationScoped
class LoginPages {
    private final FeishuAddresses feishu;
    private final LoginConfig config;

    LoginPages(FeishuAddresses feishu, LoginConfig config) {
        this.feishu = feishu;
        this.config = config;
    }

    /** The ordinary login page, without Feishu. */
    LoginPage ordinary(Application application, LoginQuery query) {
        return unchosen(application, query, List.of());
    }

    /** One link per organization. */
    LoginPage choice(Application application, LoginQuery query, List<OrganizationLogin> organizations) {
        return unchosen(
                application,
                query,
                organizations.stream()
                        .map(organization -> new LoginPage.Choice(
                                organization.title(),
                                organization.tenantName(),
                                name(organization.platform()),
                                link(application, query, organization.organizationId(), false, query.lang())))
                        .toList());
    }

    private static LoginPage unchosen(Application application, LoginQuery query, List<LoginPage.Choice> choices) {
        return new LoginPage(
                application.title(),
                name(Platform.FEISHU),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                choices,
                application.loginMethods(),
                switchLink(application, query, query.organizationId(), "zh"),
                switchLink(application, query, query.organizationId(), "en"));
    }

    /** A button, and nothing that goes on by itself. */
    LoginPage button(
            Application application,
            LoginQuery query,
            OrganizationLogin organization,
            boolean oneOfSeveral,
            @Nullable String remark,
            @Nullable Problem notice) {
        return page(application, query, organization, oneOfSeveral, remark, notice, null, null, null);
    }

    /** For a phone's browser, which cannot scan itself. */
    LoginPage phone(
            Application application,
            LoginQuery query,
            OrganizationLogin organization,
            boolean oneOfSeveral,
            URI origin) {
        var address = origin + link(application, query, organization.organizationId(), false, null);
        var appLink = feishu.appLink(organization, address);
        return page(application, query, organization, oneOfSeveral, null, null, appLink, null, null);
    }

    /** With the QR code of this transaction. */
    LoginPage qrCode(
            Application application,
            LoginQuery query,
            OrganizationLogin organization,
            boolean oneOfSeveral,
            LoginTransaction transaction) {
        var hosts = feishu.of(organization.platform());
        var goTo =
                feishu.passportAuthorize(organization, String.valueOf(transaction.redirectUri()), transaction.state());
        var qrCode = new LoginPage.QrCode(
                goTo,
                hosts.qrSdk(),
                Origins.of(hosts.qrSdk()).toString(),
                Origins.of(goTo).toString(),
                config.qrCodeLife().toSeconds());
        return page(application, query, organization, oneOfSeveral, null, null, null, qrCode, null);
    }

    /** Asks the client's bridge by itself, with the button as the way out. */
    LoginPage bridge(
            Application application,
            LoginQuery query,
            OrganizationLogin organization,
            boolean oneOfSeveral,
            LoginTransaction transaction) {
        var script = feishu.of(organization.platform()).h5Sdk();
        var bridge = new LoginPage.Bridge(
                script,
                Origins.of(script).toString(),
                organization.feishuAppId(),
                organization.organizationId(),
                transaction.state(),
                application.path() + "/login/feishu-code");
        return page(application, query, organization, oneOfSeveral, null, null, null, null, bridge);
    }

    private static LoginPage page(
            Application application,
            LoginQuery query,
            OrganizationLogin organization,
            boolean oneOfSeveral,
            @Nullable String remark,
            @Nullable Problem notice,
            @Nullable URI appLink,
            LoginPage.@Nullable QrCode qrCode,
            LoginPage.@Nullable Bridge bridge) {
        var id = organization.organizationId();
        return new LoginPage(
                application.title(),
                name(organization.platform()),
                organization.tenantName(),
                notice,
                remark,
                link(application, query, id, true, query.lang()),
                appLink,
                qrCode,
                bridge,
                oneOfSeveral ? chooseLink(application, query, query.lang()) : null,
                List.of(),
                application.loginMethods(),
                switchLink(application, query, id, "zh"),
                switchLink(application, query, id, "en"));
    }

    private static String name(Platform platform) {
        return switch (platform) {
            case FEISHU -> "platform.feishu";
            case LARK -> "platform.lark";
        };
    }

    /** The login address, keeping where the person wants to go. */
    static String link(
            Application application,
            LoginQuery query,
            @Nullable String organizationId,
            boolean start,
            @Nullable String lang) {
        return link(application, query, organizationId, null, start, lang);
    }

    /** Where the organization is picked, whatever was picked before. */
    static String chooseLink(Application application, LoginQuery query, @Nullable String lang) {
        return link(application, query, null, LoginQuery.CHOOSE, false, lang);
    }

    /** The same address, to be asked at an entry origin. */
    static String movedLink(Application application, LoginQuery query) {
        var prompt = query.wantsToChoose() ? LoginQuery.CHOOSE : query.wantsNewLogin() ? LoginQuery.ANEW : null;
        var link = link(application, query, query.organizationId(), prompt, query.isButton(), query.lang());
        return link + (link.contains("?") ? "&" : "?") + "moved=true";
    }

    /** The same page in another language. */
    private static String switchLink(
            Application application, LoginQuery query, @Nullable String organizationId, String lang) {
        return query.wantsToChoose()
                ? chooseLink(application, query, lang)
                : link(application, query, organizationId, query.wantsNewLogin() ? LoginQuery.ANEW : null, false, lang);
    }

    private static String link(
            Application application,
            LoginQuery query,
            @Nullable String organizationId,
            @Nullable String prompt,
            boolean start,
            @Nullable String lang) {
        var parameters = new LinkedHashMap<String, String>();
        if (start) {
            parameters.put("start", "feishu");
        }
        if (prompt != null) {
            parameters.put("prompt", prompt);
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
