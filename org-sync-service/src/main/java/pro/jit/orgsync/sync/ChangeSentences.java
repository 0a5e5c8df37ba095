package pro.jit.orgsync.sync;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.problem.Sentence;

/** Says what a change means, in words for whoever has to decide about it. Mail address and telephone are never among them. */
final class ChangeSentences {
    private static final Map<String, Sentence> FIELDS = Map.ofEntries(
            Map.entry("name", new Sentence("姓名", "name")),
            Map.entry("en_name", new Sentence("英文名", "English name")),
            Map.entry("email", new Sentence("邮箱", "e-mail address")),
            Map.entry("mobile", new Sentence("手机号", "telephone")),
            Map.entry("avatar_url", new Sentence("头像", "picture")),
            Map.entry("employee_no", new Sentence("工号", "employee number")),
            Map.entry("job_title", new Sentence("职务", "job title")),
            Map.entry("status", new Sentence("状态", "status")),
            Map.entry("leaders", new Sentence("负责人", "leaders")),
            Map.entry("order", new Sentence("排序", "order")));
    private static final Map<String, Sentence> STATUSES = Map.of(
            "active", new Sentence("正常", "active"),
            "not_activated", new Sentence("未激活", "not activated"),
            "not_joined", new Sentence("未加入", "not joined"),
            "frozen", new Sentence("已冻结", "frozen"),
            "resigned", new Sentence("已离职", "resigned"),
            "out_of_range", new Sentence("不在通讯录权限范围内", "outside the data range"));

    /** Of departments, by our id. */
    private final Map<String, String> names;

    ChangeSentences(Map<String, String> names) {
        this.names = Map.copyOf(names);
    }

    Sentence of(SyncChange change) {
        var name = change.name() == null || change.name().isBlank() ? change.id() : change.name();
        var department = change.entity().equals("department");
        return switch (change.kind()) {
            case "added" ->
                department
                        ? both("新增部门「" + name + "」", "Department “" + name + "” is added", parent(change.after()))
                        : both("新增成员「" + name + "」", "“" + name + "” joins", places(change.after()));
            case "removed" ->
                department
                        ? new Sentence("删除部门「" + name + "」。", "Department “" + name + "” is removed.")
                        : gone(name, change.after());
            case "set_aside" ->
                new Sentence(
                        "「" + name + "」的数据无法识别，保持不变。",
                        "What Feishu sent of “" + name + "” cannot be understood and is left alone.");
            default -> updated(department, name, change);
        };
    }

    private static Sentence gone(String name, @Nullable JsonNode after) {
        var status = after == null ? "" : after.path("status").asText();
        return status.equals("out_of_range")
                ? new Sentence("「" + name + "」不再在通讯录权限范围内。", "“" + name + "” is no longer in the data range.")
                : new Sentence("「" + name + "」离职。", "“" + name + "” leaves.");
    }

    private Sentence updated(boolean department, String name, SyncChange change) {
        var parts = new ArrayList<Sentence>();
        if (change.after() != null) {
            change.after().fieldNames().forEachRemaining(field -> part(parts, field, change));
        }
        return new Sentence(
                (department ? "部门「" : "「") + name + "」：" + joined(parts, Sentence::zh, "；") + "。",
                (department ? "Department “" : "“") + name + "”: " + joined(parts, Sentence::en, "; ") + ".");
    }

    private void part(List<Sentence> parts, String field, SyncChange change) {
        var before = change.before() == null ? null : change.before().path(field);
        var after = change.after() == null ? null : change.after().path(field);
        switch (field) {
            case "departments" -> parts.add(moved(names(before), names(after)));
            case "parent_id" ->
                parts.add(new Sentence(
                        "移到" + below(after, "「", "」", "根部门"), "moves below " + below(after, "“", "”", "the root")));
            case "status", "name", "en_name", "job_title", "employee_no" -> {
                var from = value(field, before);
                var to = value(field, after);
                var what = Objects.requireNonNull(FIELDS.get(field));
                parts.add(new Sentence(
                        what.zh() + "由「" + from.zh() + "」改为「" + to.zh() + "」",
                        what.en() + " from “" + from.en() + "” to “" + to.en() + "”"));
            }
            default -> {
                var what = FIELDS.get(field);
                if (what != null) {
                    parts.add(new Sentence(what.zh() + "有变化", what.en() + " changed"));
                }
            }
        }
    }

    private static Sentence moved(List<String> before, List<String> after) {
        var zh = new ArrayList<String>();
        var en = new ArrayList<String>();
        var left = before.stream().filter(name -> !after.contains(name)).toList();
        var joined = after.stream().filter(name -> !before.contains(name)).toList();
        if (!left.isEmpty()) {
            zh.add("离开" + quoted(left, "「", "」", "、"));
            en.add("leaves " + quoted(left, "“", "”", ", "));
        }
        if (!joined.isEmpty()) {
            zh.add("加入" + quoted(joined, "「", "」", "、"));
            en.add("joins " + quoted(joined, "“", "”", ", "));
        }
        return zh.isEmpty()
                ? new Sentence("在部门中的角色有变化", "place in the departments changed")
                : new Sentence(String.join("，", zh), String.join(" and ", en));
    }

    private @Nullable Sentence parent(@Nullable JsonNode after) {
        var parent = after == null ? null : after.path("parent_id");
        return parent == null || parent.isNull() || parent.isMissingNode()
                ? null
                : new Sentence("，上级为" + below(parent, "「", "」", ""), " below " + below(parent, "“", "”", ""));
    }

    private @Nullable Sentence places(@Nullable JsonNode after) {
        var places = names(after == null ? null : after.path("departments"));
        return places.isEmpty()
                ? null
                : new Sentence("，部门为" + quoted(places, "「", "」", "、"), " in " + quoted(places, "“", "”", ", "));
    }

    private String below(@Nullable JsonNode parent, String open, String close, String root) {
        return parent == null || !parent.isTextual() ? root : open + name(parent.asText()) + close;
    }

    private List<String> names(@Nullable JsonNode departments) {
        return departments == null
                ? List.of()
                : StreamSupport.stream(departments.spliterator(), false)
                        .map(place -> name(place.path("department_id").asText()))
                        .toList();
    }

    private String name(String departmentId) {
        return names.getOrDefault(departmentId, departmentId);
    }

    private static Sentence value(String field, @Nullable JsonNode value) {
        var text = value == null ? "" : value.asText("").replace("null", "");
        var status = field.equals("status") ? STATUSES.get(text) : null;
        return status == null ? new Sentence(text, text) : status;
    }

    private static Sentence both(String zh, String en, @Nullable Sentence rest) {
        return rest == null
                ? new Sentence(zh + "。", en + ".")
                : new Sentence(zh + rest.zh() + "。", en + rest.en() + ".");
    }

    private static String quoted(List<String> names, String open, String close, String between) {
        return names.stream().map(name -> open + name + close).collect(Collectors.joining(between));
    }

    private interface Language {
        String of(Sentence sentence);
    }

    private static String joined(List<Sentence> parts, Language language, String between) {
        return parts.stream().map(language::of).collect(Collectors.joining(between));
    }
}
