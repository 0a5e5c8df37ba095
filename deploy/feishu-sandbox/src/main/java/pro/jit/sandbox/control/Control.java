package pro.jit.sandbox.control;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.Map;
import pro.jit.sandbox.client.FeishuClient;
import pro.jit.sandbox.event.Events;
import pro.jit.sandbox.gateway.Faults;
import pro.jit.sandbox.gateway.RateLimits;
import pro.jit.sandbox.gateway.Statistics;
import pro.jit.sandbox.model.Apps;
import pro.jit.sandbox.model.Company;
import pro.jit.sandbox.model.SandboxClock;
import pro.jit.sandbox.passport.QrCodes;
import pro.jit.sandbox.token.AppTokens;
import pro.jit.sandbox.token.UserTokens;

/** Mounts the control API. */
public final class Control {
    private final ControlApi api;

    public Control(Router router) {
        this.api = new ControlApi(router);
    }

    /** The company and the apps. */
    public Control company(Company company, Apps apps) {
        new CompanyControl(company, apps).mount(api);
        new GenerateControl(company).mount(api);
        new ListControl(company, apps).mount(api);
        new AppControl(company, apps).mount(api);
        return this;
    }

    /** Versions of the apps. */
    public Control versions(Apps apps, SandboxClock clock) {
        new VersionControl(apps, clock).mount(api);
        return this;
    }

    /** Event subscriptions and deliveries. */
    public Control events(Events events, Apps apps) {
        new EventControl(events, apps).mount(api);
        return this;
    }

    /** Limits, faults, clock, statistics. */
    public Control weather(
            SandboxClock clock,
            RateLimits limits,
            Faults faults,
            Statistics statistics,
            AppTokens appTokens,
            UserTokens userTokens,
            FeishuClient client) {
        new WeatherControl(clock, limits, faults, statistics, appTokens, userTokens, client).mount(api);
        return this;
    }

    /** The phone. */
    public Control phone(QrCodes codes, Company company, Apps apps) {
        new PhoneControl(codes, company, apps).mount(api);
        return this;
    }

    /** Health, and everything back to the start. */
    public void lifecycle(Runnable reset) {
        api.route(HttpMethod.GET, "/health", context -> Map.of("status", "ok"));
        api.route(HttpMethod.POST, "/reset", context -> {
            reset.run();
            return null;
        });
    }
}
