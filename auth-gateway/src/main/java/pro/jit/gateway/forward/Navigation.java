package pro.jit.gateway.forward;

import io.vertx.core.MultiMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** Telling a person who opens a page from a script that asks for something. */
final class Navigation {
    /** What a login keeps of where somebody wants to go, in characters. */
    private static final int LONGEST = 2_000;

    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Navigation() {}

    /** A page navigation: GET, and {@code Accept} has {@code text/html}. */
    static boolean isPage(String method, MultiMap headers) {
        var accept = headers.get("Accept");
        return "GET".equals(method)
                && accept != null
                && accept.toLowerCase(Locale.ROOT).contains("text/html");
    }

    /** Path and query of the login page that leads back to {@code pathAndQuery}, unless that is longer than a login keeps. */
    static String login(ApplicationPath path, String pathAndQuery) {
        var login = path.application() + "/login";
        var back = encoded(pathAndQuery);
        return back.length() > LONGEST ? login : login + "?return_to=" + IdentityHeaders.percentEncoded(back);
    }

    /** With percent-encoding where RFC 3986 wants it and browsers send none. */
    private static String encoded(String pathAndQuery) {
        var encoded = new StringBuilder(pathAndQuery.length());
        for (var index = 0; index < pathAndQuery.length(); index++) {
            var sign = pathAndQuery.charAt(index);
            if (sign == '%'
                    ? ESCAPE.matcher(pathAndQuery)
                            .region(index, pathAndQuery.length())
                            .lookingAt()
                    : isLegal(sign)) {
                encoded.append(sign);
            } else {
                // A request line has a character for each byte.
                encoded.append('%').append(HEX.toHexDigits((byte) sign));
            }
        }
        return encoded.toString();
    }

    private static boolean isLegal(char sign) {
        return sign > ' ' && sign < 0x7f && "\"<>\\^`{|}".indexOf(sign) < 0;
    }
}
