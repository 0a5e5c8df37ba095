package pro.jit.permission.facts;

import org.jspecify.annotations.Nullable;

/**
 * What Feishu proved about a person. The union id decides who they are; the open id does where either side has no union id. Nothing else ever
 * identifies a person.
 *
 * @param openId unique in one Feishu app, hence in one organization
 * @param unionId what identifies the person within {@code tenantKey}; null where Feishu gave none
 */
public record FeishuIdentity(
        String openId, @Nullable String unionId, @Nullable String tenantKey) {}
