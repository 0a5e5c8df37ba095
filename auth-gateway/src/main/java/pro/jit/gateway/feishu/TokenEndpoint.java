package pro.jit.gateway.feishu;

/** The two generations of Feishu's token endpoint; they take and answer the same fields. */
public enum TokenEndpoint {
    /** On the open host. */
    V2,
    /** On the accounts host. */
    V3;

    String address(FeishuAddresses.Hosts hosts) {
        return switch (this) {
            case V2 -> hosts.open() + "/open-apis/authen/v2/oauth/token";
            case V3 -> hosts.accounts() + "/oauth/v3/token";
        };
    }

    TokenEndpoint other() {
        return this == V2 ? V3 : V2;
    }
}
