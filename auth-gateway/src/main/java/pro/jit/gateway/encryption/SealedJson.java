package pro.jit.gateway.encryption;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values a browser carries for us: encrypted, and bound to what they belong to and to their purpose, which is their class. */
@Singleton
public class SealedJson {
    private final Encryption encryption;
    private final ObjectMapper json;

    SealedJson(Encryption encryption, ObjectMapper json) {
        this.encryption = encryption;
        this.json = json;
    }

    /**
     * The value, as letters, digits, {@code -} and {@code _}.
     *
     * @param belongsTo e.g. the application, {@code org_id/app_id}
     */
    public String seal(String belongsTo, Object value) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            encryption.encrypt(json.writeValueAsBytes(value), place(belongsTo, value.getClass())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A value could not be written", e);
        }
    }

    /** Empty for anything not sealed by us, for this and this purpose. */
    public <T> Optional<T> open(String belongsTo, Class<T> purpose, @Nullable String sealed) {
        if (sealed == null) {
            return Optional.empty();
        }
        try {
            var bytes = encryption.decrypt(Base64.getUrlDecoder().decode(sealed), place(belongsTo, purpose));
            return Optional.of(json.readValue(bytes, purpose));
        } catch (GeneralSecurityException | IllegalArgumentException | IOException e) {
            return Optional.empty();
        }
    }

    private static String place(String belongsTo, Class<?> purpose) {
        return purpose.getSimpleName() + "/" + belongsTo;
    }
}
