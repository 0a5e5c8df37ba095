package pro.jit.orgsync.feishu;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * Asks Feishu where an app's long connection is to be dialed. Custom apps only; at most 50 connections for each app.
 *
 * @see <a href="https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/request-url-configuration-case">Feishu:
 *     long connection</a>
 */
@ApplicationScoped
public class LongConnectionEndpoint {
    private static final String PATH = "/callback/ws/endpoint";
    private static final Pattern SERVICE = Pattern.compile("(?:^|&)service_id=(\\d{1,9})(?:&|$)");
    private static final int LONGEST = 4_096;

    private final FeishuTransport transport;
    private final FeishuAddresses addresses;

    LongConnectionEndpoint(FeishuTransport transport, FeishuAddresses addresses) {
        this.transport = transport;
        this.addresses = addresses;
    }

    /**
     * An address that is good for one dial.
     *
     * @param address {@code wss}, or {@code ws} where the Open API itself is reached without TLS; it is as secret as a token
     * @param service the {@code service_id} that pings carry
     */
    public record Invitation(URI address, int service, ConnectionSettings settings) {
        @Override
        public String toString() {
            return "Invitation[" + address.getHost() + "]";
        }
    }

    /**
     * Asks once.
     *
     * @throws FeishuRefused with Feishu's code: 514 credentials, 403 not allowed, 1 busy, 1000040343 internal, 1000040350 too many connections
     * @throws FeishuUnavailable if there is no answer, or none that can be followed
     */
    public Invitation ask(FeishuApp app) {
        var endpoint = addresses.of(app.platform(), PATH);
        var body =
                JsonNodeFactory.instance.objectNode().put("AppID", app.appId()).put("AppSecret", app.appSecret());
        try {
            var answer = transport.postInChinese(endpoint, body);
            var code = answer.code();
            if (code == null || answer.body() == null) {
                throw new FeishuUnavailable("HTTP " + answer.status() + " without a code from the connection endpoint");
            }
            if (code != 0) {
                throw answer.refused(code);
            }
            var data = answer.body().path("data");
            var address = address(data.path("URL").asText(""), "https".equals(endpoint.getScheme()));
            return new Invitation(address, service(address), ConnectionSettings.of(data.path("ClientConfig")));
        } catch (IOException e) {
            throw new FeishuUnavailable("No answer from the connection endpoint", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FeishuUnavailable("Interrupted while asking for a connection", e);
        }
    }

    static URI address(String text, boolean secure) {
        try {
            var address = new URI(text.length() <= LONGEST ? text : "");
            var scheme = address.getScheme();
            if (address.getHost() != null && ("wss".equals(scheme) || (!secure && "ws".equals(scheme)))) {
                return address;
            }
        } catch (URISyntaxException e) {
            // Said below, without the address, which is a secret.
        }
        throw new FeishuUnavailable("No address in the answer of the connection endpoint");
    }

    private static int service(URI address) {
        var found = SERVICE.matcher(address.getRawQuery() == null ? "" : address.getRawQuery());
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }
}
