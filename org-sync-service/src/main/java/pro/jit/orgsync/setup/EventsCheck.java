package pro.jit.orgsync.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.event.DeliveryReport;
import pro.jit.orgsync.feishu.FeishuAppVersion;
import pro.jit.orgsync.organization.EventDelivery;
import pro.jit.orgsync.problem.Sentence;
import pro.jit.orgsync.setup.Finding.Paste;

/** Whether changes at Feishu are heard of between two synchronizations: a part of J4, for the guide has no step of its own for it. */
final class EventsCheck {
    /** What the app is to subscribe to. */
    static final List<String> EVENTS = List.of(
            "contact.user.created_v3",
            "contact.user.updated_v3",
            "contact.user.deleted_v3",
            "contact.department.created_v3",
            "contact.department.updated_v3",
            "contact.department.deleted_v3",
            "contact.scope.updated_v3");

    private static final Sentence CONSOLE = new Sentence(
            "请在 开发者后台 > 应用 > 开发配置 > 事件与回调 > 事件配置 中",
            "In Developer Console > your app > Events & Callbacks > Event configuration, ");

    private EventsCheck() {}

    /** The finding about a synchronization that went well, with what is known of events. */
    static Finding add(Observed seen, String zh, String en) {
        var report = seen.delivery();
        // Where Feishu gives no token, another step is named, and no event can come anyway.
        if (seen.obstacle().isPresent()) {
            return Finding.ok(zh, en);
        }
        var trouble =
                switch (report.eventDelivery()) {
                    case NONE -> Optional.<Sentence>empty();
                    case WEBHOOK -> ofRequestUrl(seen, report);
                    case LONG_CONNECTION -> ofConnection(report);
                };
        var paste = paste(report);
        return trouble.or(() -> notSubscribed(seen, report))
                .map(wrong ->
                        Finding.warning(zh + wrong.zh(), en + " " + wrong.en()).paste(paste))
                .orElseGet(() -> {
                    var heard = heard(report);
                    return Finding.ok(zh + heard.zh(), en + heard.en()).paste(paste);
                });
    }

    private static Optional<Sentence> ofRequestUrl(Observed seen, DeliveryReport report) {
        if (!seen.organization().encryptKeySet() && !seen.organization().verificationTokenSet()) {
            return Optional.of(new Sentence(
                    "但飞书推送的变更都会被拒绝：这里没有保存 Encrypt Key 或 Verification Token。" + CONSOLE.zh()
                            + "的“加密策略”里找到它们并填到组织架构的设置里。",
                    "But every push of Feishu's is refused: neither Encrypt Key nor Verification Token is kept here. "
                            + CONSOLE.en() + "look at “Encryption strategy” and fill them in here."));
        }
        var refused = report.refused();
        var last = report.lastEventAt();
        if (refused != null && (last == null || last.isBefore(refused.at()))) {
            return Optional.of(new Sentence(
                    "但最近一次推送在 " + refused.at() + " 被拒绝（" + refused.why()
                            + "）：请核对 Encrypt Key、Verification Token 和 App ID。" + CONSOLE.zh() + "重新保存请求地址。",
                    "But the last push was refused at " + refused.at() + " (" + refused.why()
                            + "): compare Encrypt Key, Verification Token and App ID. " + CONSOLE.en()
                            + "save the request URL again."));
        }
        if (report.challengedAt() == null && last == null) {
            return Optional.of(new Sentence(
                    "但飞书还没有验证过事件的请求地址，变更要等下一次同步才会知道。" + CONSOLE.zh() + "把请求地址设为下面的值，并添加下面的事件，然后发布版本。",
                    "But Feishu has not verified the request URL of events, so changes are known only with the next synchronization. "
                            + CONSOLE.en()
                            + "set the request URL below and add the events below, then publish a version."));
        }
        return Optional.empty();
    }

    private static Optional<Sentence> ofConnection(DeliveryReport report) {
        var connection = report.connection();
        if (connection == null || connection.connectedSince() != null) {
            return Optional.empty();
        }
        var why = why(connection.error());
        return Optional.of(
                new Sentence(
                        "但长连接没有建立：" + why.zh() + CONSOLE.zh() + "选择“使用长连接接收事件”，并添加下面的事件，然后发布版本。",
                        "But the long connection is down: " + why.en() + " " + CONSOLE.en()
                                + "choose to receive events through a persistent connection and add the events below, then publish a version."));
    }

    private static Sentence why(@Nullable String error) {
        if (error == null) {
            return new Sentence("正在连接。", "it is being opened.");
        }
        return switch (error) {
            case "refused_514" ->
                new Sentence("飞书不接受 App ID 和 App Secret。", "Feishu does not accept App ID and App Secret.");
            case "refused_403" ->
                new Sentence(
                        "飞书不允许这个应用使用长连接（只有企业自建应用可以）。",
                        "Feishu does not allow this app a long connection (only custom apps may have one).");
            case "refused_1000040350" ->
                new Sentence(
                        "这个应用的长连接已达到 50 个，请关闭其他程序的连接。",
                        "the app has as many connections as Feishu allows (50); end those of other programs.");
            case "no_answer", "closed", "broken", "silent" ->
                new Sentence("连接断开了（" + error + "），正在重新连接。", "it was lost (" + error + ") and is being dialed again.");
            default -> new Sentence("飞书拒绝了连接（" + error + "）。", "Feishu refused it (" + error + ").");
        };
    }

    /** Where the published version says which events it subscribes to, and some are missing. */
    private static Optional<Sentence> notSubscribed(Observed seen, DeliveryReport report) {
        var version = seen.online().answer().map(FeishuAppVersion::events);
        if (version.isEmpty() || report.eventDelivery() == EventDelivery.NONE) {
            return Optional.empty();
        }
        var missing = new ArrayList<>(EVENTS);
        missing.removeAll(version.get());
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        var names = String.join(", ", missing);
        return Optional.of(new Sentence(
                "但已发布的版本没有订阅这些事件：" + names + "。" + CONSOLE.zh() + "添加它们，然后发布版本。",
                "But the published version does not subscribe to these events: " + names + ". " + CONSOLE.en()
                        + "add them, then publish a version."));
    }

    private static Sentence heard(DeliveryReport report) {
        if (report.eventDelivery() == EventDelivery.NONE) {
            return new Sentence("", "");
        }
        var last = report.lastEventAt();
        return last == null
                ? new Sentence("变更会由飞书推送，目前还没有收到过。", " Changes are told by Feishu's events; none has come yet.")
                : new Sentence(
                        "最近一次飞书推送的变更在 " + last + " 收到。", " The last change that Feishu told came at " + last + ".");
    }

    private static List<Paste> paste(DeliveryReport report) {
        var values = new ArrayList<Paste>();
        var url = report.requestUrl();
        if (url != null) {
            values.add(new Paste(new Sentence("事件的请求地址", "Request URL of events"), url));
        }
        if (report.eventDelivery() != EventDelivery.NONE) {
            values.add(new Paste(new Sentence("要订阅的事件", "Events to subscribe to"), String.join("\n", EVENTS)));
        }
        return values;
    }
}
