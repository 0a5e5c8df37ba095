package pro.jit.local.sample;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The application's only page, in Chinese or English. */
final class VisitorPage {
    private static final String STYLE = """
            :root{color-scheme:light dark}body{font:16px/1.6 system-ui,"PingFang SC","Noto Sans CJK SC",sans-serif;margin:0;background:#f5f6f7;color:#1f2329}
            main{max-width:40rem;margin:8vh auto;padding:2rem;background:#fff;border-radius:12px}h1{font-size:1.5rem;margin:0 0 1rem}
            dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.5rem;margin:0 0 1.5rem}dt{color:#646a73}dd{margin:0;overflow-wrap:anywhere}
            button{font:inherit;padding:.4rem 1.2rem;border:1px solid #d0d3d6;border-radius:6px;background:transparent;color:inherit;cursor:pointer}
            @media(prefers-color-scheme:dark){body{background:#1a1a1a;color:#ebebeb}main{background:#292929}dt{color:#a6a6a6}}
            @media(max-width:480px){main{margin:0;border-radius:0}dl{grid-template-columns:1fr}dd{margin-bottom:.5rem}}""";

    private VisitorPage() {}

    static String of(Visitor visitor, boolean chinese) {
        var logout = "/" + visitor.orgId() + "/" + visitor.appId() + "/logout";
        return document(chinese, chinese ? "示例 Jit 应用" : "Sample Jit application", """
                <h1>%s</h1>
                <dl>
                <dt>%s</dt><dd id="name">%s</dd>
                <dt>%s</dt><dd id="roles">%s</dd>
                <dt>%s</dt><dd id="member-id">%s</dd>
                <dt>open_id</dt><dd id="open-id">%s</dd>
                <dt>%s</dt><dd id="amr">%s</dd>
                </dl>
                <p>%s</p>
                <form method="post" action="%s"><button>%s</button></form>
                """.formatted(
                        chinese ? "已登录" : "You are signed in",
                        chinese ? "姓名" : "Name",
                        escape(visitor.name()),
                        chinese ? "角色" : "Roles",
                        escape(String.join(", ", visitor.roles())),
                        chinese ? "成员" : "Member",
                        escape(visitor.memberId()),
                        escape(visitor.openId()),
                        chinese ? "登录方式" : "Signed in by",
                        escape(String.join(", ", visitor.amr())),
                        chinese
                                ? "本应用自行用网关公布的密钥验证了会话令牌。"
                                : "This application verified the session token itself, with the keys the gateway publishes.",
                        escape(logout),
                        chinese ? "退出登录" : "Log out"));
    }

    static String unknown(boolean chinese) {
        return document(
                chinese,
                chinese ? "未登录" : "Not signed in",
                "<h1>%s</h1><p>%s</p>"
                        .formatted(
                                chinese ? "未登录" : "Not signed in",
                                chinese
                                        ? "请求没有带来可验证的会话令牌。请通过网关打开本应用。"
                                        : "The request brought no session token that verifies. Open this application through the gateway."));
    }

    /** Base64 SHA-256 of the one inline style, for the page's Content-Security-Policy. */
    static String styleHash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(STYLE.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String document(boolean chinese, String title, String body) {
        return "<!doctype html><html lang=\"" + (chinese ? "zh" : "en")
                + "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>"
                + escape(title) + "</title><style>" + STYLE + "</style></head><body><main>" + body
                + "</main></body></html>";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
