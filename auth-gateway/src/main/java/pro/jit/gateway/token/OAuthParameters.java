package pro.jit.gateway.token;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.client.ClientCredentials;

/** The form an OAuth endpoint was sent. An empty parameter is an absent one (RFC 6749 §3.2). */
public final class OAuthParameters {
    private final @Nullable MultivaluedMap<String, String> form;

    public OAuthParameters(@Nullable MultivaluedMap<String, String> form) {
        this.form = form;
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(form == null ? null : form.getFirst(name)).filter(value -> !value.isEmpty());
    }

    /** The value of one that is there just once. */
    public Optional<String> single(String name) {
        return get(name)
                .filter(value ->
                        form != null && form.getOrDefault(name, List.of()).size() == 1);
    }

    /** By what the request says which client it comes from. */
    ClientCredentials credentials(@Nullable String authorization) {
        return new ClientCredentials(
                authorization,
                get("client_id").orElse(null),
                get("client_assertion_type").orElse(null),
                get("client_assertion").orElse(null));
    }

    /** RFC 6749 §3.2: a parameter must not be there more than once. */
    public boolean hasRepeated() {
        return form != null && form.values().stream().anyMatch(values -> values.size() > 1);
    }
}
