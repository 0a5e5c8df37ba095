package pro.jit.orgsync.feishu;

/**
 * A custom app of a Feishu tenant, as which we read.
 *
 * @param appId Feishu's App ID, {@code cli_…}
 * @param appSecret its App Secret, in the clear
 */
public record FeishuApp(Platform platform, String appId, String appSecret) {
    @Override
    public String toString() {
        return "FeishuApp[" + platform.id() + " " + appId + "]";
    }
}
