package pro.jit.gateway.openid;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Sends the visitor back to the relying party, saying who sends them ({@code iss}, RFC 9207). */
@Singleton
class AuthorizationResponse {
    private final String issuer;

    AuthorizationResponse(@ConfigProperty(name = "jit.public-origin") String issuer) {
        this.issuer = issuer;
    }

    /** With a code. */
    Response code(AuthorizationRequest request, String code) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("code", code);
        return redirect(request.redirectUri(), request.state(), parameters);
    }

    /** With an error; the sentence is for whoever reads the relying party's log. */
    Response error(String provenRedirectUri, @Nullable String state, AuthorizationError error, String description) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("error", error.wire());
        parameters.put("error_description", description);
        return redirect(provenRedirectUri, state, parameters);
    }

    private Response redirect(String redirectUri, @Nullable String state, Map<String, String> parameters) {
        if (state != null) {
            parameters.put("state", state);
        }
        parameters.put("iss", issuer);
        return elsewhere(withParameters(redirectUri, parameters)).build();
    }

    /** A redirect whose address is nobody else's business. */
    static Response.ResponseBuilder elsewhere(String address) {
        return Response.seeOther(URI.create(address))
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer");
    }

    /** The address, its own query kept, with these parameters behind. */
    static String withParameters(String address, Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", address + (address.contains("?") ? "&" : "?"), ""));
    }
}
