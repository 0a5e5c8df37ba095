package pro.jit.gateway.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The headers each page is sent with. Nothing inline runs or styles, nobody frames it, nothing of its address leaks. */
public final class PageHeaders {
    private PageHeaders() {}

    /** For a page that loads nothing but our own assets. */
    public static Map<String, String> plain(boolean https) {
        return with(https, List.of(), List.of());
    }

    /**
     * For a page that loads a script of Feishu and frames its QR code.
     *
     * @param https whether the page is read over https, which then is to stay so
     * @param scriptOrigins whose scripts may run beside ours
     * @param frameOrigins whose pages may be framed by ours
     */
    public static Map<String, String> with(boolean https, List<String> scriptOrigins, List<String> frameOrigins) {
        return headers(
                https,
                "default-src 'none'; script-src 'self'" + joined(scriptOrigins)
                        + "; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'"
                        + "; frame-src "
                        + (frameOrigins.isEmpty()
                                ? "'none'"
                                : joined(frameOrigins).strip())
                        + "; base-uri 'none'; frame-ancestors 'none'");
    }

    /**
     * For the console's document.
     *
     * @param nonce what the styles carry that its components bring into the page; another for each answer (CSP level 3, section 2.3.1)
     * @param pictureOrigins where people's pictures are, if Feishu is set to be anywhere without https
     */
    public static Map<String, String> console(boolean https, String nonce, List<String> pictureOrigins) {
        return headers(
                https,
                "default-src 'self'; style-src 'self' 'nonce-" + nonce + "'; img-src 'self' data: https:"
                        + joined(pictureOrigins)
                        + "; connect-src 'self'; object-src 'none'; frame-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    }

    private static Map<String, String> headers(boolean https, String contentSecurityPolicy) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Security-Policy", contentSecurityPolicy);
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Cache-Control", "no-store");
        if (https) {
            headers.put("Strict-Transport-Security", "max-age=31536000");
        }
        return headers;
    }

    private static String joined(List<String> origins) {
        return origins.stream().distinct().map(origin -> " " + origin).reduce("", String::concat);
    }
}
