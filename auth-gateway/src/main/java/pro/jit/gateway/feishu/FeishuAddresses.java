package pro.jit.gateway.feishu;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where to send a browser, and where to call. */
@ApplicationScoped
public class FeishuAddresses {
    /** Base addresses of one platform, without a trailing slash, and its scripts. */
    public record Hosts(String open, String accounts, String passport, String applink, URI qrSdk, URI h5Sdk) {}

    private final Map<Platform, Hosts> hosts;

    FeishuAddresses(FeishuConfig feishu, LarkConfig lark) {
        this.hosts = Map.of(
                Platform.FEISHU,
                        new Hosts(
                                base(feishu.openBaseUrl()),
                                base(feishu.accountsBaseUrl()),
                                base(feishu.passportBaseUrl()),
                                base(feishu.applinkBaseUrl()),
                                feishu.qrSdkUrl(),
                                feishu.h5SdkUrl()),
                Platform.LARK,
                        new Hosts(
                                base(lark.openBaseUrl()),
                                base(lark.accountsBaseUrl()),
                                base(lark.passportBaseUrl()),
                                base(lark.applinkBaseUrl()),
                                lark.qrSdkUrl(),
                                lark.h5SdkUrl()));
    }

    /** The platform's hosts. */
    public Hosts of(Platform platform) {
        var found = hosts.get(platform);
        if (found == null) {
            throw new IllegalStateException("No hosts of " + platform);
        }
        return found;
    }

    /** Feishu's authorize page, with PKCE. */
    public URI authorize(OrganizationLogin organization, String redirectUri, String state, String codeChallenge) {
        var query = parameters(organization, redirectUri, state);
        query.put("code_challenge", codeChallenge);
        query.put("code_challenge_method", "S256");
        return URI.create(of(organization.platform()).accounts() + "/open-apis/authen/v1/authorize?" + encode(query));
    }

    /** The {@code goto} of the QR script: the passport's authorize page, which knows no PKCE. */
    public URI passportAuthorize(OrganizationLogin organization, String redirectUri, String state) {
        return URI.create(of(organization.platform()).passport() + "/suite/passport/oauth/authorize?"
                + encode(parameters(organization, redirectUri, state)));
    }

    /** Opens this login address inside the Feishu client of the device. */
    public URI appLink(OrganizationLogin organization, String loginAddress) {
        var query = new LinkedHashMap<String, @Nullable String>();
        query.put("appId", organization.feishuAppId());
        query.put("mode", "window");
        query.put("lk_target_url", loginAddress);
        return URI.create(of(organization.platform()).applink() + "/client/web_app/open?" + encode(query));
    }

    private static Map<String, @Nullable String> parameters(
            OrganizationLogin organization, String redirectUri, String state) {
        var query = new LinkedHashMap<String, @Nullable String>();
        query.put("client_id", organization.feishuAppId());
        query.put("response_type", "code");
        query.put("redirect_uri", redirectUri);
        query.put("state", state);
        return query;
    }

    static String encode(Map<String, @Nullable String> parameters) {
        return parameters.entrySet().stream()
                .filter(parameter -> parameter.getValue() != null)
                .map(parameter -> parameter.getKey() + "="
                        + URLEncoder.encode(String.valueOf(parameter.getValue()), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String base(URI address) {
        var text = address.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
