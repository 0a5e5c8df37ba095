package pro.jit.gateway.login;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import pro.jit.gateway.application.ApplicationRemoved;
import pro.jit.gateway.feishu.LoginConfigurations;

/** What signing in keeps of an application goes with it. */
@Singleton
class RemovedApplications {
    private final LoginConfigurations configurations;

    RemovedApplications(LoginConfigurations configurations) {
        this.configurations = configurations;
    }

    void removed(@Observes ApplicationRemoved application) {
        configurations.forget(application.orgId(), application.appId());
    }
}
