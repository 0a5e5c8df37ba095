package pro.jit.gateway.console.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import pro.jit.gateway.application.Applications;
import pro.jit.gateway.console.session.ConsoleSession.Administered;
import pro.jit.gateway.session.LiveSessions;
import pro.jit.gateway.session.Session;

/** Which sessions of applications make their members administrators, as the database knows them right now. */
@ApplicationScoped
class AdministeredSessions {
    /** The built-in role of permission-service that lets its holders administer the application. */
    private static final String ROLE = "administrator";

    private final LiveSessions sessions;
    private final Applications applications;

    AdministeredSessions(LiveSessions sessions, Applications applications) {
        this.sessions = sessions;
        this.applications = applications;
    }

    /** A session of an administrator, and what it is of. */
    record Live(Session session, Administered application) {}

    /** The session, if it is alive and an administrator's. */
    Optional<Live> find(UUID sid) {
        return sessions.find(sid.toString())
                .filter(session -> session.roles().contains(ROLE))
                .flatMap(session -> applications
                        .find(session.orgId(), session.appId())
                        .map(application -> new Live(
                                session,
                                new Administered(
                                        session.orgId(),
                                        session.appId(),
                                        application.title(),
                                        sid,
                                        session.memberId(),
                                        session.feishu().tenantKey(),
                                        session.feishu().unionId()))));
    }
}
