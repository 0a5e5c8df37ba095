package pro.jit.orgsync.feishu;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the Open API of each platform is. Set by the platform team alone, never through an API: a caller must not choose whom we call. */
@ApplicationScoped
class FeishuAddresses {
    private final URI feishu;
    private final URI lark;

    /**
     * Takes the addresses.
     *
     * @param feishu {@code jit.feishu.open-base-url}: Feishu's Open API
     * @param lark {@code jit.lark.open-base-url}: Lark's Open API
     */
    FeishuAddresses(
            @ConfigProperty(name = "jit.feishu.open-base-url", defaultValue = "https://open.feishu.cn") URI feishu,
            @ConfigProperty(name = "jit.lark.open-base-url", defaultValue = "https://open.larksuite.com") URI lark) {
        this.feishu = feishu;
        this.lark = lark;
    }

    /** The address of {@code pathAndQuery}. */
    URI of(Platform platform, String pathAndQuery) {
        var base =
                switch (platform) {
                    case FEISHU -> feishu;
                    case LARK -> lark;
                };
        var text = base.toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + pathAndQuery);
    }
}
