package pro.jit.orgsync.scim;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import pro.jit.orgsync.directory.Condition;
import pro.jit.orgsync.directory.DepartmentField;
import pro.jit.orgsync.directory.DirectoryField;
import pro.jit.orgsync.directory.MemberField;
import pro.jit.orgsync.problem.ScimException;
import pro.jit.orgsync.scim.Filter.Operator;

/** What a filter asks of our directory. */
final class FilterConditions<F extends DirectoryField> {
    /** Attributes of a User, in lower case. */
    static final FilterConditions<MemberField> OF_USERS = new FilterConditions<>(ScimSchema.USER, userAttributes());

    /** Attributes of a Group, in lower case. */
    static final FilterConditions<DepartmentField> OF_GROUPS = new FilterConditions<>(
            ScimSchema.GROUP,
            Map.ofEntries(
                    Map.entry("id", Attribute.id(DepartmentField.DEPARTMENT_ID, DepartmentField.DEPARTMENT_ID_TEXT)),
                    Map.entry("externalid", Attribute.text(DepartmentField.OPEN_DEPARTMENT_ID, true)),
                    Map.entry("displayname", Attribute.text(DepartmentField.NAME, false)),
                    Map.entry("members", Attribute.ids(DepartmentField.MEMBER_OR_CHILD_ID, DepartmentField.ANY_MEMBER)),
                    Map.entry(
                            "members.value",
                            Attribute.ids(DepartmentField.MEMBER_OR_CHILD_ID, DepartmentField.ANY_MEMBER)),
                    Map.entry("meta.created", Attribute.time(DepartmentField.CREATED_AT)),
                    Map.entry("meta.lastmodified", Attribute.time(DepartmentField.UPDATED_AT))));

    private final String schema;
    private final Map<String, Attribute<F>> attributes;

    private FilterConditions(String schema, Map<String, Attribute<F>> attributes) {
        this.schema = schema.toLowerCase(Locale.ROOT) + ":";
        this.attributes = attributes;
    }

    private static Map<String, Attribute<MemberField>> userAttributes() {
        var id = Attribute.id(MemberField.MEMBER_ID, MemberField.MEMBER_ID_TEXT);
        var email = Attribute.text(MemberField.EMAIL, false);
        var mobile = Attribute.text(MemberField.MOBILE, false);
        var name = Attribute.text(MemberField.NAME, false);
        var groups = Attribute.ids(MemberField.DEPARTMENT_ID, MemberField.ANY_DEPARTMENT);
        var feishu = ScimSchema.FEISHU.toLowerCase(Locale.ROOT) + ":";
        return Map.ofEntries(
                Map.entry("id", id),
                Map.entry(
                        "externalid",
                        Attribute.either(MemberField.UNION_ID, true, Attribute.text(MemberField.OPEN_ID, true))),
                Map.entry("username", Attribute.either(MemberField.USER_ID, false, id)),
                Map.entry("displayname", name),
                Map.entry("name.formatted", name),
                Map.entry("nickname", Attribute.text(MemberField.EN_NAME, false)),
                Map.entry("title", Attribute.text(MemberField.JOB_TITLE, false)),
                Map.entry("active", Attribute.truth(MemberField.STATUS, "active")),
                Map.entry("emails", email),
                Map.entry("emails.value", email),
                Map.entry("emails.type", Attribute.constant(email, TextNode.valueOf("work"))),
                Map.entry("emails.primary", Attribute.constant(email, BooleanNode.TRUE)),
                Map.entry("phonenumbers", mobile),
                Map.entry("phonenumbers.value", mobile),
                Map.entry("phonenumbers.type", Attribute.constant(mobile, TextNode.valueOf("mobile"))),
                Map.entry("groups", groups),
                Map.entry("groups.value", groups),
                Map.entry("meta.created", Attribute.time(MemberField.CREATED_AT)),
                Map.entry("meta.lastmodified", Attribute.time(MemberField.UPDATED_AT)),
                Map.entry(
                        ScimSchema.ENTERPRISE.toLowerCase(Locale.ROOT) + ":employeenumber",
                        Attribute.text(MemberField.EMPLOYEE_NO, false)),
                Map.entry(feishu + "status", Attribute.text(MemberField.STATUS, true)),
                Map.entry(feishu + "openid", Attribute.text(MemberField.OPEN_ID, true)),
                Map.entry(feishu + "unionid", Attribute.text(MemberField.UNION_ID, true)),
                Map.entry(feishu + "userid", Attribute.text(MemberField.USER_ID, true)),
                Map.entry(feishu + "tenantkey", Attribute.text(MemberField.TENANT_KEY, true)));
    }

    /** The condition that a filter is; {@code invalidFilter} where it speaks of an attribute that we do not filter by. */
    Condition<F> of(Filter filter) {
        return switch (filter) {
            case Filter.And and -> new Condition.All<>(List.of(of(and.left()), of(and.right())));
            case Filter.Or or -> new Condition.Any<>(List.of(of(or.left()), of(or.right())));
            case Filter.Not not -> new Condition.Not<>(of(not.filter()));
            case Filter.Present present -> attribute(present.attribute()).present();
            case Filter.Comparison comparison -> compared(comparison);
        };
    }

    private Condition<F> compared(Filter.Comparison comparison) {
        var name = comparison.attribute();
        var attribute = attribute(name);
        var equal = comparison.operator() == Operator.EQ;
        if (comparison.value().isNull()) {
            if (!equal && comparison.operator() != Operator.NE) {
                throw ScimException.invalidFilter("null is only compared with eq or ne.");
            }
            return equal ? new Condition.Not<>(attribute.present()) : attribute.present();
        }
        return comparison.operator() == Operator.NE
                ? new Condition.Not<>(attribute.compares(name, Operator.EQ, comparison.value()))
                : attribute.compares(name, comparison.operator(), comparison.value());
    }

    private Attribute<F> attribute(String name) {
        var attribute = attributes.get(name.startsWith(schema) ? name.substring(schema.length()) : name);
        if (attribute == null) {
            throw ScimException.invalidFilter("The filter speaks of an attribute that nothing is filtered by here.");
        }
        return attribute;
    }
}
