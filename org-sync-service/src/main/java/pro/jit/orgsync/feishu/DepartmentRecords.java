package pro.jit.orgsync.feishu;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads Feishu's department object. Fields: name, parent (open department id; null at the first level), leaders (open ids, the main one first), order. */
final class DepartmentRecords {
    private DepartmentRecords() {}

    static FeishuRecord parse(JsonNode department) {
        var id = RecordReader.id(department, "open_department_id");
        if (id == null || FeishuContactClient.ROOT.equals(id)) {
            return new FeishuRecord.SetAside(
                    null, null, RecordReader.nameOrNull(department), "open_department_id is missing or no id");
        }
        var reader = new RecordReader(department);
        try {
            reader.takeName();
            takeParent(reader);
            takeLeaders(reader);
            takeOrder(reader, department.path("order"));
            return new FeishuRecord.Understood(id, null, RecordReader.nameOrNull(department), reader.fields());
        } catch (RecordReader.Odd e) {
            return new FeishuRecord.SetAside(
                    id, null, RecordReader.nameOrNull(department), String.valueOf(e.getMessage()));
        }
    }

    private static void takeParent(RecordReader reader) throws RecordReader.Odd {
        var parent = reader.text("parent_department_id");
        if (parent == null) {
            return;
        }
        if (!parent.isEmpty() && !FeishuRecord.isId(parent)) {
            throw new RecordReader.Odd("parent_department_id is no id");
        }
        reader.put("parent", FeishuContactClient.ROOT.equals(parent) ? "" : parent);
    }

    private static void takeLeaders(RecordReader reader) throws RecordReader.Odd {
        var sent = reader.list("leaders");
        if (sent == null && !reader.sent("leader_user_id")) {
            return;
        }
        var main = new LinkedHashSet<String>();
        var deputies = new LinkedHashSet<String>();
        add(main, reader.text("leader_user_id"));
        if (sent != null) {
            for (var leader : sent) {
                // camelCase on the wire, in this one place of Feishu's
                add(leader.path("leaderType").asInt(1) == 1 ? main : deputies, RecordReader.text(leader, "leaderID"));
            }
        }
        main.addAll(deputies);
        var leaders = reader.fields().putArray("leaders");
        main.forEach(leaders::add);
    }

    private static void add(Set<String> leaders, @Nullable String id) throws RecordReader.Odd {
        if (id == null || id.isEmpty()) {
            return;
        }
        if (!FeishuRecord.isId(id)) {
            throw new RecordReader.Odd("a leader is no id");
        }
        leaders.add(id);
    }

    private static void takeOrder(RecordReader reader, JsonNode order) {
        // Cosmetic, and a string in the API but a number in events: what is neither is as good as not sent.
        if (order.isIntegralNumber() && order.canConvertToLong()) {
            reader.fields().put("order", order.longValue());
        } else if (order.isTextual() && order.textValue().matches("-?\\d{1,18}")) {
            reader.fields().put("order", Long.parseLong(order.textValue()));
        }
    }
}
