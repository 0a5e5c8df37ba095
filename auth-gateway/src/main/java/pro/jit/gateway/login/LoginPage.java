package pro.jit.gateway.login;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.application.LoginMethod;
import pro.jit.gateway.problem.Problem;

/**
 * What a login page shows.
 *
 * @param title the application's
 * @param platform key of the platform's name among the texts
 * @param tenant the company whose accounts may sign in, where known
 * @param notice a problem to be told in passing, such as a cancelled sign-in
 * @param remark key of a sentence about why nothing goes on by itself, among the texts; null where there is none
 * @param feishuLink the button to Feishu; null without an organization
 * @param appLink opens the client on a phone
 * @param qrCode the embedded QR code
 * @param bridge the client's JavaScript bridge, for the page that asks it
 * @param chooseLink where to pick another organization; null where there is only one
 * @param choices several organizations: the person picks
 */
record LoginPage(
        String title,
        String platform,
        @Nullable String tenant,
        @Nullable Problem notice,
        @Nullable String remark,
        @Nullable String feishuLink,
        @Nullable URI appLink,
        @Nullable QrCode qrCode,
        @Nullable Bridge bridge,
        @Nullable String chooseLink,
        List<Choice> choices,
        List<LoginMethod> methods,
        String zhLink,
        String enLink) {
    LoginPage {
        choices = List.copyOf(choices);
        methods = List.copyOf(methods);
    }

    /** What the QR script needs: where it goes when scanned, itself, whose messages are believed, and for how long a code is shown. */
    record QrCode(URI goTo, URI script, String scriptOrigin, String passportOrigin, long seconds) {}

    /** What asking the bridge needs. */
    record Bridge(
            URI script, String scriptOrigin, String feishuAppId, String organizationId, String state, String submit) {}

    /** One organization to pick; {@code platform} as above. */
    record Choice(String title, @Nullable String tenant, String platform, String link) {}
}
