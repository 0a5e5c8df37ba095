package pro.jit.gateway.feishu;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** Lark's addresses: as {@link FeishuConfig}, abroad (JIT_LARK_…). */
@ConfigMapping(prefix = "jit.lark")
interface LarkConfig {
    /** Open API. */
    @WithDefault("https://open.larksuite.com")
    URI openBaseUrl();

    /** Authorize page and token v3. */
    @WithDefault("https://accounts.larksuite.com")
    URI accountsBaseUrl();

    /** The QR code's frame and its authorize page. */
    @WithDefault("https://passport.larksuite.com")
    URI passportBaseUrl();

    /** The script that draws the QR code. */
    @WithDefault(
            "https://lf-package-us.larksuitecdn.com/obj/lark-static-us/lark/passport/qrcode/LarkSSOSDKWebQRCode-1.0.3.js")
    URI qrSdkUrl();

    /** The client's JavaScript bridge. */
    @WithDefault("https://lf-package-sg.larksuitecdn.com/obj/lark-static-sgsaas/lark/op/h5-js-sdk-1.5.44.js")
    URI h5SdkUrl();

    /** Opens the app in the client on this device. */
    @WithDefault("https://applink.larksuite.com")
    URI applinkBaseUrl();
}
