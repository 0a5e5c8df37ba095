package pro.jit.sandbox.oauth;

import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import pro.jit.sandbox.gateway.ApiFailure;
import pro.jit.sandbox.model.Avatars;
import pro.jit.sandbox.model.FeishuApp;
import pro.jit.sandbox.model.Scopes;

/** A person as user_info tells of them: a field whose scope is lacking is absent. */
public final class UserProfiles {
    private final Avatars avatars;

    public UserProfiles(Avatars avatars) {
        this.avatars = avatars;
    }

    JsonObject of(FeishuApp app, String personKey, Collection<String> scopes) {
        var person =
                app.company().findPerson(personKey).orElseThrow(() -> new ApiFailure(20008, 200, "user not exist"));
        switch (person.status()) {
            case RESIGNED, EXITED -> throw new ApiFailure(20021, 200, "User resigned");
            case FROZEN -> throw new ApiFailure(20022, 200, "User frozen");
            case NOT_ACTIVATED, NOT_JOINED -> throw new ApiFailure(20023, 200, "User not registered");
            case ACTIVE -> {}
        }
        var profile = new JsonObject()
                .put("name", person.name())
                .put("en_name", person.enName())
                .put("avatar_url", avatars.of(person, 72))
                .put("avatar_thumb", avatars.of(person, 72))
                .put("avatar_middle", avatars.of(person, 240))
                .put("avatar_big", avatars.of(person, 640))
                .put("open_id", person.openId(app.appId()))
                .put("union_id", person.unionId())
                .put("tenant_key", app.company().tenantKey());
        putIf(scopes, List.of(Scopes.USER_ID), profile, "user_id", person.userId());
        putIf(scopes, List.of(Scopes.USER_EMAIL), profile, "email", person.email());
        putIf(scopes, List.of(Scopes.USER_PHONE), profile, "mobile", person.mobile());
        putIf(scopes, List.of(Scopes.USER_EMPLOYEE), profile, "enterprise_email", person.enterpriseEmail());
        var forNumber = Stream.concat(
                        Stream.of(Scopes.USER_EMPLOYEE),
                        Scopes.BROAD.stream().filter(scope -> Scopes.counts(scope, false)))
                .toList();
        putIf(scopes, forNumber, profile, "employee_no", person.employeeNo());
        return profile;
    }

    private static void putIf(
            Collection<String> scopes, Collection<String> anyOf, JsonObject profile, String field, String value) {
        if (anyOf.stream().anyMatch(scopes::contains)) {
            profile.put(field, value);
        }
    }
}
