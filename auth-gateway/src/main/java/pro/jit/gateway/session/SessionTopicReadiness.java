package pro.jit.gateway.session;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready until the sessions topic has been read to its end: before, an ended session would still be let in. */
@Readiness
@ApplicationScoped
class SessionTopicReadiness implements HealthCheck {
    private final SessionTopicReader topic;

    SessionTopicReadiness(SessionTopicReader topic) {
        this.topic = topic;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("sessions topic")
                .status(topic.isCaughtUp())
                .build();
    }
}
