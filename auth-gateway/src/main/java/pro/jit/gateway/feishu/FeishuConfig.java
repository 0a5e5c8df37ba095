package pro.jit.gateway.feishu;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** Feishu's addresses; each may be another origin. Set by the platform team alone (JIT_FEISHU_…). */
@ConfigMapping(prefix = "jit.feishu")
interface FeishuConfig {
    /** Open API: token v2, v1 oidc, user_info. */
    @WithDefault("https://open.feishu.cn")
    URI openBaseUrl();

    /** Authorize page and token v3. */
    @WithDefault("https://accounts.feishu.cn")
    URI accountsBaseUrl();

    /** The QR code's frame and its authorize page. */
    @WithDefault("https://passport.feishu.cn")
    URI passportBaseUrl();

    /** The script that draws the QR code. */
    @WithDefault(
            "https://lf-package-cn.feishucdn.com/obj/feishu-static/lark/passport/qrcode/LarkSSOSDKWebQRCode-1.0.3.js")
    URI qrSdkUrl();

    /** The client's JavaScript bridge. */
    @WithDefault("https://lf1-cdn-tos.bytegoofy.com/goofy/lark/op/h5-js-sdk-1.5.35.js")
    URI h5SdkUrl();

    /** Opens the app in the client on this device. */
    @WithDefault("https://applink.feishu.cn")
    URI applinkBaseUrl();
}
