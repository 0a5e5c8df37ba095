package pro.jit.orgsync.directory;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.directory.Member.Place;

/** The columns of an exported list of members, in their order. */
@SuppressWarnings("ImmutableEnumChecker") // Each function only reads the member it is given.
enum MemberColumn {
    NAME("Name", "姓名", Member::name),
    EN_NAME("English name", "英文名", Member::enName),
    EMAIL("E-mail", "邮箱", Member::email),
    MOBILE("Mobile", "手机号", Member::mobile),
    EMPLOYEE_NO("Employee number", "工号", Member::employeeNo),
    JOB_TITLE("Job title", "职务", Member::jobTitle),
    STATUS("Status", "状态", Member::status),
    MAIN_DEPARTMENT("Main department", "主部门", member -> departments(member, Place::primary)),
    DEPARTMENTS("Departments", "部门", member -> departments(member, place -> true)),
    LEADS("Leads", "负责的部门", member -> departments(member, Place::leader)),
    MEMBER_ID("Member ID", "成员 ID", member -> member.memberId().toString()),
    OPEN_ID("Open ID", "Open ID", Member::openId),
    UNION_ID("Union ID", "Union ID", Member::unionId),
    USER_ID("User ID", "User ID", Member::userId);

    private final String english;
    private final String chinese;
    private final Function<Member, @Nullable String> value;

    MemberColumn(String english, String chinese, Function<Member, @Nullable String> value) {
        this.english = english;
        this.chinese = chinese;
        this.value = value;
    }

    /** The first line. */
    static List<@Nullable String> titles(boolean chinese) {
        return Arrays.stream(values())
                .<@Nullable String>map(column -> chinese ? column.chinese : column.english)
                .toList();
    }

    /** A member's line. */
    static List<@Nullable String> of(Member member) {
        return Arrays.stream(values())
                .<@Nullable String>map(column -> column.value.apply(member))
                .toList();
    }

    private static String departments(Member member, Function<Place, Boolean> which) {
        return member.departments().stream()
                .filter(which::apply)
                .map(Place::name)
                .collect(Collectors.joining("; "));
    }
}
