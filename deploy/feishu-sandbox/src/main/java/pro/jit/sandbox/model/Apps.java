package pro.jit.sandbox.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/** The apps built for the company. The first is there from the start. */
public final class Apps {
    /** The demonstration app's id. */
    public static final String DEMONSTRATION_ID = "cli_a1b2c3d4e5f60718";

    /** The demonstration app's secret. It opens nothing but this sandbox. */
    public static final String DEMONSTRATION_SECRET = "SandboxAppSecret0123456789abcdef";

    // Reading takes no lock but this map's own, so that who follows the company may read apps while the company is
    // locked.
    private final Map<String, FeishuApp> apps = Collections.synchronizedMap(new LinkedHashMap<>());
    private volatile BiConsumer<FeishuApp, FeishuApp> whenChanged = (before, after) -> {};

    /** Only the demonstration app. */
    public Apps() {
        apps.put(DEMONSTRATION_ID, fresh());
    }

    /** Back to the demonstration app alone, as it was at the start. */
    public synchronized void reset() {
        apps.clear();
        apps.put(DEMONSTRATION_ID, fresh());
    }

    /** The demonstration app as it is now. */
    public FeishuApp demonstration() {
        return get(DEMONSTRATION_ID);
    }

    public List<FeishuApp> all() {
        synchronized (apps) {
            return List.copyOf(apps.values());
        }
    }

    public Optional<FeishuApp> find(String appId) {
        return Optional.ofNullable(apps.get(appId));
    }

    /** An app by its id; {@link UnknownInCompany} if there is none. */
    public FeishuApp get(String appId) {
        return find(appId).orElseThrow(() -> new UnknownInCompany("There is no app '" + appId + "'"));
    }

    /** Builds another app, with the id and secret that its number gives. */
    public synchronized FeishuApp build(String name) {
        var number = apps.size() + 1;
        var app = FeishuApp.withEverything(Ids.appId(number), name, Ids.hex("secret of app " + number, 32));
        apps.put(app.appId(), app);
        return app;
    }

    /** Creates an app as the console does: without permissions, and not published. */
    public synchronized FeishuApp create(String name) {
        var number = apps.size() + 1;
        var app = FeishuApp.withNothing(Ids.appId(number), name, Ids.hex("secret of app " + number, 32));
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

    private static FeishuApp fresh() {
        return FeishuApp.withEverything(DEMONSTRATION_ID, "示例应用 Sample application", DEMONSTRATION_SECRET);
    }
}
