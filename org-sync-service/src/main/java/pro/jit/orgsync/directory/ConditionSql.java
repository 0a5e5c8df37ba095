package pro.jit.orgsync.directory;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.SqlStatement;
import pro.jit.orgsync.directory.Condition.All;
import pro.jit.orgsync.directory.Condition.Any;
import pro.jit.orgsync.directory.Condition.Not;
import pro.jit.orgsync.directory.Condition.Present;
import pro.jit.orgsync.directory.Condition.Text;
import pro.jit.orgsync.directory.Condition.Time;

/** A condition as SQL, and the values it speaks of, which are never part of the SQL. */
final class ConditionSql {
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final String sql;

    ConditionSql(Condition<?> condition) {
        sql = sql(condition);
    }

    /** True, false, or null for false. */
    String sql() {
        return sql;
    }

    void bind(SqlStatement<?> statement) {
        values.forEach((name, value) -> {
            switch (value) {
                case UUID id -> statement.bind(name, id);
                case Instant time -> statement.bind(name, time);
                default -> statement.bind(name, value.toString());
            }
        });
    }

    private String sql(Condition<?> condition) {
        return switch (condition) {
            case All<?> all -> joined(all.conditions(), " and ", "true");
            case Any<?> any -> joined(any.conditions(), " or ", "false");
            case Not<?> not -> "not coalesce(" + sql(not.condition()) + ", false)";
            case Present<?> present -> present.field().sql() + " is not null";
            case Text<?> text -> text(text);
            case Time<?> time -> time.field().sql() + " " + time.order().sql() + " " + bound(time.value());
            case Condition.Id<?> id -> id.field().sql().formatted(bound(id.value()));
        };
    }

    private String joined(List<? extends Condition<?>> conditions, String word, String ofNone) {
        return conditions.isEmpty()
                ? ofNone
                : conditions.stream().map(this::sql).collect(Collectors.joining(word, "(", ")"));
    }

    private String text(Text<?> text) {
        var field =
                text.exactCase() ? text.field().sql() : "lower(" + text.field().sql() + ")";
        var value = text.exactCase() ? bound(text.value()) : "lower(" + bound(text.value()) + ")";
        return switch (text.match()) {
            case EQUALS -> field + " = " + value;
            case CONTAINS -> "position(" + value + " in " + field + ") > 0";
            case BEGINS -> "starts_with(" + field + ", " + value + ")";
            case ENDS -> "right(" + field + ", length(" + value + ")) = " + value;
        };
    }

    private String bound(Object value) {
        var name = "condition" + values.size();
        values.put(name, value);
        return ":" + name;
    }
}
