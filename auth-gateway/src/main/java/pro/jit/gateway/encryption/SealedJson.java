package pro.jit.gateway.openid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.application.Application;
import pro.jit.gateway.encryption.Encryption;

/** Requests as the browser carries them from our endpoint into the application's path: encrypted, and bound to application and purpose. */
@Singleton
class SealedRequests {
    private final Encryption encryption;
    private final ObjectMapper json;

    SealedRequests(Encryption encryption, ObjectMapper json) {
        this.encryption = encryption;
        this.json = json;
    }

    String seal(Application application, Object request) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(encryption.encrypt(
                            json.writeValueAsBytes(request), place(application, request.getClass())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A request could not be written", e);
        }
    }

    /** Empty for anything not sealed by us, for this application and this purpose. */
    <T> Optional<T> open(Application application, Class<T> purpose, @Nullable String sealed) {
        if (sealed == null) {
            return Optional.empty();
        }
        try {
            var bytes = encryption.decrypt(Base64.getUrlDecoder().decode(sealed), place(application, purpose));
            return Optional.of(json.readValue(bytes, purpose));
        } catch (GeneralSecurityException | IllegalArgumentException | IOException e) {
            return Optional.empty();
        }
    }

    private static String place(Application application, Class<?> purpose) {
        return purpose.getSimpleName() + "/" + application.audience();
    }
}
