package pro.jit.sandbox.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pro.jit.sandbox.model.FeishuApp;
import pro.jit.sandbox.model.Person;

/** A person as the control API tells of them, with their id in every app. */
record PersonView(
        String key,
        String userId,
        String unionId,
        Map<String, String> openIds,
        String name,
        String enName,
        String email,
        String enterpriseEmail,
        String mobile,
        String employeeNo,
        String jobTitle,
        String city,
        @Nullable String leader,
        List<String> departments,
        String status,
        String avatarUrl) {

    static PersonView of(Person person, List<FeishuApp> apps) {
        var openIds = new LinkedHashMap<String, String>();
        apps.forEach(app -> openIds.put(app.appId(), person.openId(app.appId())));
        return new PersonView(
                person.key(),
                person.userId(),
                person.unionId(),
                openIds,
                person.name(),
                person.enName(),
                person.email(),
                person.enterpriseEmail(),
                person.mobile(),
                person.employeeNo(),
                person.jobTitle(),
                person.city(),
                person.leader(),
                person.departments(),
                person.status().name().toLowerCase(Locale.ROOT),
                "/sandbox/avatars/" + person.unionId() + "_72.svg");
    }
}
