package pro.jit.sandbox.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/** The apps built for the companies. The first is the first company's, and there from the start. */
public final class Apps {
    /** The id of the demonstration app at Feishu. */
    public static final String DEMONSTRATION_ID = "cli_a1b2c3d4e5f60718";

    /** Its secret. It opens nothing but this sandbox. */
    public static final String DEMONSTRATION_SECRET = "SandboxAppSecret0123456789abcdef";

    // Reading takes no lock but this map's own, so that who follows the company may read apps while the company is
    // locked.
    private final Map<String, FeishuApp> apps = Collections.synchronizedMap(new LinkedHashMap<>());
    private volatile BiConsumer<FeishuApp, FeishuApp> whenChanged = (before, after) -> {};

    private final Tenants tenants;

    private static final String LARK_DEMONSTRATION_ID = "cli_f6e5d4c3b2a10987";
    private static final String LARK_DEMONSTRATION_SECRET = "SandboxLarkSecretfedcba9876543210";

    /** Only the demonstration app. */
    public Apps(Tenants tenants) {
        this.tenants = tenants;
        putDemonstration();
    }

    /** Back to the demonstration app alone, as it was at the start. */
    public synchronized void reset() {
        apps.clear();
        putDemonstration();
    }

    /** The demonstration app as it is now. */
    public FeishuApp demonstration() {
        return get(isLark() ? LARK_DEMONSTRATION_ID : DEMONSTRATION_ID);
    }

    /** The apps of all companies. */
    public List<FeishuApp> all() {
        synchronized (apps) {
            return List.copyOf(apps.values());
        }
    }

    /** The apps of one company. */
    public List<FeishuApp> of(Company company) {
        return all().stream().filter(app -> app.company() == company).toList();
    }

    public Optional<FeishuApp> find(String appId) {
        return Optional.ofNullable(apps.get(appId));
    }

    /** An app by its id; {@link UnknownInCompany} if there is none. */
    public FeishuApp get(String appId) {
        return find(appId).orElseThrow(() -> new UnknownInCompany("There is no app '" + appId + "'"));
    }

    /** Builds another app of the first company, which may do everything. */
    public FeishuApp build(String name) {
        return build(tenants.home(), name);
    }

    /** Builds another app, with the id and secret that its number gives, which may do everything. */
    public synchronized FeishuApp build(Company company, String name) {
        var number = nextNumber();
        var app = FeishuApp.withEverything(company, Ids.appId(number), name, Ids.hex("secret of app " + number, 32));
        apps.put(app.appId(), app);
        return app;
    }

    /** Creates an app as the console does: without permissions, and not published. */
    public synchronized FeishuApp create(Company company, String name) {
        var number = nextNumber();
        var app = FeishuApp.withNothing(company, Ids.appId(number), name, Ids.hex("secret of app " + number, 32));
        apps.put(app.appId(), app);
        return app;
    }

    /** Changes an app. */
    public synchronized FeishuApp update(String appId, UnaryOperator<FeishuApp> change) {
        var before = get(appId);
        var app = change.apply(before);
        apps.put(appId, app);
        whenChanged.accept(before, app);
        return app;
    }

    /** Names who is told of an app as it was and as it is, after each update and before the next. */
    public void whenChanged(BiConsumer<FeishuApp, FeishuApp> listener) {
        whenChanged = listener;
    }

    // No id is of both brands, so each has numbers of its own.
    private int nextNumber() {
        return apps.size() + (isLark() ? 1_000_001 : 1);
    }

    private void putDemonstration() {
        var app = isLark()
                ? FeishuApp.withEverything(
                        tenants.home(), LARK_DEMONSTRATION_ID, "Sample application", LARK_DEMONSTRATION_SECRET)
                : FeishuApp.withEverything(
                        tenants.home(), DEMONSTRATION_ID, "示例应用 Sample application", DEMONSTRATION_SECRET);
        apps.put(app.appId(), app);
    }

    private boolean isLark() {
        return tenants.brand() == Brand.LARK;
    }
}
