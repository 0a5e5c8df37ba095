package pro.jit.sandbox.client;

/** What the web views of Feishu's clients call themselves. */
public final class UserAgents {
    /** The desktop client on macOS. */
    public static final String DESKTOP =
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/101.0.4951.53 "
                    + "Safari/537.36 Lark/6.7.5 LarkLocale/en_US ttnet SDK-Version/6.7.8";

    /** The client on an iPhone. */
    public static final String PHONE =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 14_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/14.6 "
                    + "Mobile/15E148 Safari/604.1 Lark/4.1.3 LarkLocale/zh_CN";

    private UserAgents() {}

    /** What the client on a {@code desktop} or a {@code phone} says. */
    public static String of(String device) {
        return device.equals("phone") ? PHONE : DESKTOP;
    }
}
