package pro.jit.gateway.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The headers each page is sent with. Nothing inline runs, or styles but the console's components; nobody frames it, nothing of its address leaks. */
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
                "no-referrer",
                "default-src 'none'; script-src 'self'" + joined(scriptOrigins)
                        + "; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'"
                        + "; frame-src "
                        + (frameOrigins.isEmpty()
                                ? "'none'"
                                : joined(frameOrigins).strip())
                        + "; base-uri 'none'; frame-ancestors 'none'");
    }

    /** For the console's document: its components bring styles of their own into the page, and people's pictures are at Feishu. */
    public static Map<String, String> console(boolean https) {
        return headers(
                https,
                "same-origin",
                "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; connect-src 'self'"
                        + "; object-src 'none'; frame-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    }

    private static Map<String, String> headers(boolean https, String referrerPolicy, String contentSecurityPolicy) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Security-Policy", contentSecurityPolicy);
        headers.put("Referrer-Policy", referrerPolicy);
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
