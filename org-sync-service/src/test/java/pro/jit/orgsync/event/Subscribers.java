package pro.jit.orgsync.event;

import io.restassured.RestAssured;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.Sandbox;
import pro.jit.orgsync.testing.Sandbox.App;

/** Organizations whose events Feishu pushes here. */
@Singleton
class Subscribers {
    static final String KEY = "an-encrypt-key-of-32-characters-";
    static final String TOKEN = "a-verification-token";

    private final OrgSync orgSync;
    private final Sandbox sandbox;
    private final Jdbi jdbi;
    private final List<Subscriber> all = new ArrayList<>();

    Subscribers(OrgSync orgSync, Sandbox sandbox, Jdbi jdbi) {
        this.orgSync = orgSync;
        this.sandbox = sandbox;
        this.jdbi = jdbi;
    }

    record Subscriber(App app, String id) {}

    /** Synchronized once, and subscribed from then on. */
    Subscriber create(App app) {
        var request = OrgSync.request(app);
        request.put("event_delivery", "webhook");
        request.put("verification_token", TOKEN);
        request.put("encrypt_key", KEY);
        var answer = orgSync.create(request);
        var subscriber = new Subscriber(app, answer.path("organization_id"));
        all.add(subscriber);
        orgSync.finished(subscriber.id(), answer.path("first_sync_run_id"));
        resubscribe(subscriber);
        return subscriber;
    }

    void resubscribe(Subscriber subscriber) {
        sandbox.subscribe(
                subscriber.app(),
                RestAssured.baseURI + ":" + RestAssured.port + "/feishu/events/" + subscriber.id(),
                KEY,
                TOKEN);
    }

    /** Nobody is pushed any more what others change. */
    void end() {
        all.forEach(subscriber -> {
            sandbox.unsubscribe(subscriber.app());
            orgSync.writer().delete(OrgSync.ORGANIZATIONS + "/" + subscriber.id());
        });
        all.clear();
    }

    /** How many pushes are kept. */
    int kept(Subscriber subscriber) {
        return count(subscriber, "true");
    }

    /** How many of them wait to be worked. */
    int waiting(Subscriber subscriber) {
        return count(subscriber, "worked_at is null");
    }

    private int count(Subscriber subscriber, String which) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from feishu_event where organization_id = cast(:id as uuid) and " + which)
                .bind("id", subscriber.id())
                .mapTo(Integer.class)
                .one());
    }
}
