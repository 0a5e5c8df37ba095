package pro.jit.orgsync.feishu;

import org.jspecify.annotations.Nullable;

/**
 * The company an app belongs to.
 *
 * @param name its name; null if not told
 */
public record FeishuTenant(String tenantKey, @Nullable String name) {}
