package pro.jit.local;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/** Which Feishu the services of this stack talk to. */
sealed interface Feishu {
    /** The sandbox that the stack starts itself. */
    record Sandbox() implements Feishu {}

    /** The real platforms, at the addresses that the services have as their defaults. */
    record Real() implements Feishu {}

    /** One origin that plays open, accounts, passport and SDK host. */
    record At(URI origin) implements Feishu {}

    /**
     * Reads the value of {@code --feishu}.
     *
     * @param text {@code sandbox}, {@code real} or an http(s) origin
     */
    static Feishu parse(String text) {
        return switch (text) {
            case "sandbox" -> new Sandbox();
            case "real" -> new Real();
            default -> new At(origin(text));
        };
    }

    private static URI origin(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure("--feishu takes 'sandbox', 'real' or an origin like http://localhost:9000", e);
        }
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        boolean bare = uri.getPath() == null
                || uri.getPath().isEmpty()
                || uri.getPath().equals("/");
        if (!web || uri.getHost() == null || !bare || uri.getQuery() != null || uri.getUserInfo() != null) {
            throw new CommandFailure("--feishu takes 'sandbox', 'real' or an origin like http://localhost:9000");
        }
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority());
    }

    /** What the services must be told when one origin plays every host of Feishu, and one every host of Lark; it may be the same. */
    static Map<String, String> environmentFor(URI feishu, URI lark) {
        var environment = new TreeMap<String, String>();
        Map.of("FEISHU", feishu, "LARK", lark).forEach((brand, origin) -> {
            environment.put("JIT_" + brand + "_OPEN_BASE_URL", origin.toString());
            environment.put("JIT_" + brand + "_ACCOUNTS_BASE_URL", origin.toString());
            environment.put("JIT_" + brand + "_PASSPORT_BASE_URL", origin.toString());
            environment.put("JIT_" + brand + "_QR_SDK_URL", origin + "/sdk/LarkSSOSDKWebQRCode-1.0.3.js");
            environment.put("JIT_" + brand + "_H5_SDK_URL", origin + "/sdk/h5-js-sdk.js");
        });
        return environment;
    }
}
