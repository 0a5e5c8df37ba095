package pro.jit.sandbox.oauth;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.regex.Pattern;
import pro.jit.sandbox.model.Brand;
import pro.jit.sandbox.model.Person;
import pro.jit.sandbox.model.Tenants;

/** Who uses this browser's Feishu, and whether the browser stands for the Feishu client. */
public final class SandboxCookies {
    /**
     * Who is logged in at Feishu in this browser: their union_id, or the key of somebody in the first company. A browser keeps the cookies of
     * all ports of a host together, so Lark has another name for it.
     */
    public static final String PERSON = "feishu_sandbox_person";

    private static final String LARK_PERSON = "lark_sandbox_person";

    /** {@code approve} or {@code deny} answers the authorize page without showing it: for tests without a browser. */
    public static final String DECISION = "feishu_sandbox_decision";

    /** {@code desktop} or {@code phone}: the browser was sent on its way from an app's tile a moment ago. */
    public static final String CLIENT = "feishu_sandbox_client";

    private static final Pattern FEISHU_CLIENT = Pattern.compile("\\b(Lark|Feishu)/", Pattern.CASE_INSENSITIVE);
    private static final long REMEMBER_PERSON_SECONDS = 30L * 24 * 60 * 60;
    private static final long REMEMBER_CLIENT_SECONDS = 60;

    private SandboxCookies() {}

    /** The person logged in at Feishu in this browser, whatever their state; empty when nobody is or they were erased. */
    public static Optional<Person> person(RoutingContext context, Tenants tenants) {
        return value(context, personCookie(tenants.brand())).flatMap(tenants::findPerson);
    }

    /** Logs a person in at Feishu in this browser. */
    public static void logIn(RoutingContext context, Brand brand, Person person) {
        // Not HttpOnly: the page sets it too, when somebody chooses who they are.
        context.response().addCookie(cookie(personCookie(brand), person.unionId(), REMEMBER_PERSON_SECONDS));
    }

    /** The name of the cookie that says who is logged in at this brand. */
    public static String personCookie(Brand brand) {
        return brand == Brand.LARK ? LARK_PERSON : PERSON;
    }

    /** Lets this browser stand for the Feishu client for a minute, or until its next visit to an authorize page. */
    public static void playClient(RoutingContext context, String device) {
        context.response()
                .addCookie(cookie(CLIENT, device, REMEMBER_CLIENT_SECONDS).setHttpOnly(true));
    }

    /** Whether this is the Feishu client, by its user agent or by the tile it came from; the latter counts once. */
    static boolean arrivesFromClient(RoutingContext context) {
        var fromTile = value(context, CLIENT).isPresent();
        if (fromTile) {
            context.response().addCookie(cookie(CLIENT, "", 0));
        }
        return fromTile || hasClientUserAgent(context);
    }

    /** Whether the user agent says {@code Lark/} or {@code Feishu/}. */
    public static boolean hasClientUserAgent(RoutingContext context) {
        var agent = context.request().getHeader("User-Agent");
        return agent != null && FEISHU_CLIENT.matcher(agent).find();
    }

    static Optional<String> value(RoutingContext context, String name) {
        return Optional.ofNullable(context.request().getCookie(name)).map(Cookie::getValue);
    }

    private static Cookie cookie(String name, String value, long seconds) {
        return Cookie.cookie(name, value)
                .setPath("/")
                .setSameSite(CookieSameSite.LAX)
                .setMaxAge(seconds);
    }
}
