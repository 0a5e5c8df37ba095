package pro.jit.orgsync.feishu;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads Feishu's user object.
 *
 * <p>Fields: union_id, user_id, name, en_name, email, mobile, avatar_url, employee_no, job_title, status (ours), department_ids (open department
 * ids, without the root), primary_department (one of them, or null).
 */
final class UserRecords {
    private static final List<String> TEXTS =
            List.of("user_id", "en_name", "email", "mobile", "employee_no", "job_title");

    private UserRecords() {}

    static FeishuRecord parse(JsonNode user) {
        var openId = RecordReader.id(user, "open_id");
        var unionId = RecordReader.id(user, "union_id");
        if (openId == null) {
            return new FeishuRecord.SetAside(
                    null, unionId, RecordReader.nameOrNull(user), "open_id is missing or no id");
        }
        var reader = new RecordReader(user);
        try {
            if (reader.sent("union_id")) {
                var given = reader.text("union_id");
                if (given != null && !given.isEmpty() && unionId == null) {
                    throw new RecordReader.Odd("union_id is no id");
                }
                reader.put("union_id", unionId);
            }
            reader.takeName();
            for (var field : TEXTS) {
                reader.take(field);
            }
            takeAvatar(reader);
            takeStatus(reader);
            takeDepartments(reader);
            return new FeishuRecord.Understood(openId, unionId, RecordReader.nameOrNull(user), reader.fields());
        } catch (RecordReader.Odd e) {
            return new FeishuRecord.SetAside(
                    openId, unionId, RecordReader.nameOrNull(user), String.valueOf(e.getMessage()));
        }
    }

    private static void takeAvatar(RecordReader reader) throws RecordReader.Odd {
        var avatar = reader.object("avatar");
        if (avatar == null) {
            return;
        }
        for (var size : List.of("avatar_240", "avatar_72", "avatar_640", "avatar_origin")) {
            var url = RecordReader.text(avatar, size);
            if (url != null && isWebAddress(url)) {
                reader.put("avatar_url", url);
                return;
            }
        }
        reader.put("avatar_url", "");
    }

    private static boolean isWebAddress(String url) {
        try {
            var scheme = URI.create(url).getScheme();
            return "https".equals(scheme) || "http".equals(scheme);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void takeStatus(RecordReader reader) throws RecordReader.Odd {
        var status = reader.object("status");
        if (status != null) {
            reader.put("status", status(status));
        }
    }

    private static String status(JsonNode status) throws RecordReader.Odd {
        // All of them are read before any is believed: one odd flag makes the whole status doubtful.
        var left = RecordReader.flag(status, "is_resigned");
        var exited = RecordReader.flag(status, "is_exited");
        var frozen = RecordReader.flag(status, "is_frozen");
        var unjoin = RecordReader.flag(status, "is_unjoin");
        var activated = RecordReader.flag(status, "is_activated") || !status.hasNonNull("is_activated");
        if (left || exited) {
            return "resigned";
        }
        if (frozen) {
            return "frozen";
        }
        if (unjoin) {
            return "not_joined";
        }
        return activated ? "active" : "not_activated";
    }

    private static void takeDepartments(RecordReader reader) throws RecordReader.Odd {
        var departments = reader.ids("department_ids");
        if (departments != null) {
            var own = reader.fields().putArray("department_ids");
            for (var id : departments) {
                if (!FeishuContactClient.ROOT.equals(id.textValue())) {
                    own.add(id.textValue());
                }
            }
        }
        var orders = reader.list("orders");
        if (orders != null) {
            reader.fields().put("primary_department", primary(orders));
        }
    }

    private static @Nullable String primary(JsonNode orders) throws RecordReader.Odd {
        for (var order : orders) {
            if (!order.isObject()) {
                throw new RecordReader.Odd("orders has an entry that is no object");
            }
            if (RecordReader.flag(order, "is_primary_dept")) {
                return RecordReader.id(order, "department_id");
            }
        }
        return null;
    }
}
