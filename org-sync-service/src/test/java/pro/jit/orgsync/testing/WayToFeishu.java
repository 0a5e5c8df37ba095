package pro.jit.orgsync.testing;

import static io.restassured.RestAssured.given;

import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The way that organizations of platform {@code lark} take to the sandbox; nobody passes unless a test opens it. */
@Singleton
public class WayToFeishu {
    private final String control;

    WayToFeishu(@ConfigProperty(name = "jit.lark.open-base-url") String origin) {
        this.control = origin + "/way";
    }

    public void open() {
        given().post(control + "?open=true");
    }

    /** Spoils answers at random, each seed in its own way. */
    public void spoil(long seed, boolean silently) {
        given().post(control + "?open=true&seed=" + seed + "&silently=" + silently);
    }

    public void block() {
        given().post(control + "?open=false");
    }

    /** How often which address was asked for since the way was opened. */
    public Map<String, Integer> asked() {
        return given().get(control).jsonPath().getMap("");
    }
}
