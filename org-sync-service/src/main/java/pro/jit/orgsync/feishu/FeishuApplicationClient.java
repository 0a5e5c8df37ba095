package pro.jit.orgsync.feishu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an app may see of itself (application v6). Every method fails with {@link FeishuRefused} for a non-zero code and
 * {@link FeishuUnavailable} for everything else. Answers may hold secrets of the app, so none is kept or logged as it came; what a field
 * should not be counts as absent.
 *
 * @see <a href="https://open.feishu.cn/document/server-docs/application-v6/application">Feishu: application</a>
 */
@ApplicationScoped
public class FeishuApplicationClient {
    private static final String V6 = "/open-apis/application/v6/";
    private static final int GRANTED = 1;
    private static final int LONGEST = 2_000;
    private static final int MOST = 1_000;

    private final FeishuCalls calls;

    FeishuApplicationClient(FeishuCalls calls) {
        this.calls = calls;
    }

    /** What has been granted. Needs no permission; {@link FeishuErrors#APP_NOT_IN_USE} for an app that is not installed. */
    public GrantedScopes grantedScopes(FeishuApp app) {
        var tenant = new HashSet<String>();
        var user = new HashSet<String>();
        var byIdentity = true;
        for (var scope : entries(calls.get(app, "scopes_granted", V6 + "scopes", new CallMeter()), "scopes")) {
            var name = text(scope, "scope_name");
            if (name == null || scope.path("grant_status").asInt(0) != GRANTED) {
                continue;
            }
            var identity = scope.path("scope_type").asText("");
            var told = identity.equals("tenant") || identity.equals("user");
            byIdentity &= told;
            if (!told || identity.equals("tenant")) {
                tenant.add(name);
            }
            if (!told || identity.equals("user")) {
                user.add(name);
            }
        }
        return new GrantedScopes(tenant, user, byIdentity);
    }

    /** The app itself; needs {@code application:application:self_manage}. */
    public FeishuAppInfo info(FeishuApp app) {
        var read = calls.get(app, "application", V6 + "applications/me?lang=zh_cn", new CallMeter())
                .path("app");
        return new FeishuAppInfo(
                read.path("app_name").asText(""),
                read.path("status").asInt(3),
                read.path("scene_type").asInt(3),
                text(read, "online_version_id"),
                text(read, "unaudit_version_id"),
                read.path("redirect_urls").isArray() ? texts(read, "redirect_urls") : null);
    }

    /** One of its versions; needs {@code application:application:self_manage}. */
    public FeishuAppVersion version(FeishuApp app, String versionId) {
        var read = calls.get(
                        app,
                        "app_version",
                        V6 + "applications/me/app_versions/" + FeishuContactClient.encoded(versionId) + "?lang=zh_cn",
                        new CallMeter())
                .path("app_version");
        var webApp = read.path("ability").path("web_app");
        var tenant = new HashSet<String>();
        var user = new HashSet<String>();
        for (var scope : entries(read, "scopes")) {
            var name = text(scope, "scope");
            if (name != null) {
                for (var type : scope.path("token_types")) {
                    (type.asText("").equals("user") ? user : tenant).add(name);
                }
            }
        }
        return new FeishuAppVersion(
                read.path("version").asText(""),
                read.path("status").asInt(0),
                webApp.isObject() && !webApp.isEmpty(),
                text(webApp, "pc_url"),
                text(webApp, "mobile_url"),
                tenant,
                user,
                Set.copyOf(texts(read, "events")));
    }

    /** How the data range was chosen: {@code all}, {@code some}, {@code equal_to_availability}; needs {@code admin:app.info:readonly}. */
    public String contactsRange(FeishuApp app) {
        var path = V6 + "applications/" + FeishuContactClient.encoded(app.appId())
                + "/contacts_range_configuration?page_size=1";
        return calls.get(app, "contacts_range_configuration", path, new CallMeter())
                .path("contacts_range")
                .path("contacts_scope_type")
                .asText("");
    }

    /** Those of these people (open ids, a hundred at most) who may use the app; needs {@code application:application:self_manage}. */
    public Set<String> mayUse(FeishuApp app, Collection<String> openIds) {
        var body = JsonNodeFactory.instance.objectNode();
        openIds.forEach(body.putArray("user_ids")::add);
        var path = V6 + "applications/" + FeishuContactClient.encoded(app.appId())
                + "/visibility/check_white_black_list?user_id_type=open_id";
        var usable = new HashSet<String>();
        for (var user : entries(
                calls.post(app, "check_white_black_list", path, body, new CallMeter()), "user_visibility_list")) {
            var id = text(user, "user_id");
            var inside = user.path("in_white_list").asBoolean(false)
                    || user.path("in_paid_list").asBoolean(false);
            if (id != null && inside && !user.path("in_black_list").asBoolean(false)) {
                usable.add(id);
            }
        }
        return usable;
    }

    private static List<JsonNode> entries(JsonNode node, String field) {
        return StreamSupport.stream(node.path(field).spliterator(), false)
                .filter(JsonNode::isObject)
                .limit(MOST)
                .toList();
    }

    private static @Nullable String text(JsonNode node, String field) {
        var value = node.path(field).asText("");
        return value.isBlank() || value.length() > LONGEST ? null : value;
    }

    private static List<String> texts(JsonNode node, String field) {
        var texts = new ArrayList<String>();
        for (var entry : node.path(field)) {
            if (entry.isTextual() && entry.textValue().length() <= LONGEST && texts.size() < MOST) {
                texts.add(entry.textValue());
            }
        }
        return texts;
    }
}
