package pro.jit.sandbox.oauth;

import io.vertx.core.http.HttpMethod;
import java.util.Objects;
import java.util.Set;
import pro.jit.sandbox.gateway.OpenPlatform;
import pro.jit.sandbox.gateway.Operation;
import pro.jit.sandbox.gateway.Operation.Token;

/** Whose user token is this. Needs no scope; single fields do. */
public final class UserInfoEndpoint {
    private final UserProfiles profiles;

    public UserInfoEndpoint(UserProfiles profiles) {
        this.profiles = profiles;
    }

    /** Mounts it. */
    public void mount(OpenPlatform platform) {
        platform.mount(new Operation(HttpMethod.GET, "/open-apis/authen/v1/user_info", Token.USER, Set.of()), call -> {
            var caller = call.caller();
            call.success(profiles.of(caller.app(), Objects.requireNonNull(caller.personKey()), caller.scopes()));
        });
    }
}
