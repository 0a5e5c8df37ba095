package pro.jit.permission.accessrequest;

import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.EventLog;
import pro.jit.permission.testing.Permission;

/** Access requests in the words of the tests. */
@Singleton
class Asking {
    private final Permission permission;
    private final EventLog log;

    Asking(Permission permission, EventLog log) {
        this.permission = permission;
        this.log = log;
    }

    /** A company whose members, active all, may not enter. */
    Company company(String name, String... members) {
        var company = new Company("asking-" + name);
        log.send(company.organization("active"));
        for (var member : members) {
            log.send(company.member(member, "active"));
        }
        for (var member : members) {
            permission.awaitReason(company, member, "not-authorized");
        }
        return company;
    }

    static String path(Company company) {
        return Permission.path(company, "/access-requests");
    }

    /** As the gateway passes it on. */
    static Map<String, @Nullable Object> request(Company company, String member, @Nullable Object reason) {
        var request = new HashMap<String, @Nullable Object>();
        request.put("organization_id", company.organizationId().toString());
        request.put("open_id", company.openId(member));
        request.put("union_id", company.unionId(member));
        request.put("tenant_key", company.tenantKey());
        request.put("reason", reason);
        return request;
    }

    ValidatableResponse ask(Company company, String member, @Nullable Object reason) {
        return permission
                .as("access:evaluate")
                .body(request(company, member, reason))
                .post(path(company))
                .then();
    }

    /** Asks and answers the id of the new request. */
    String asked(Company company, String member) {
        return ask(company, member, "Because I am " + member)
                .statusCode(201)
                .extract()
                .path("access_request_id");
    }

    ValidatableResponse approve(Company company, String id, Object body) {
        return permission
                .as("permissions:write")
                .body(body)
                .post(path(company) + "/" + id + "/approve")
                .then();
    }

    ValidatableResponse decline(Company company, String id, Object body) {
        return permission
                .as("permissions:write")
                .body(body)
                .post(path(company) + "/" + id + "/decline")
                .then();
    }

    ValidatableResponse read(Company company, String id) {
        return permission.as("permissions:read").get(path(company) + "/" + id).then();
    }

    ValidatableResponse list(Company company, String query) {
        return permission.as("permissions:read").get(path(company) + query).then();
    }

    void assertOpen(Company company, int count) {
        list(company, "?status=open").statusCode(200).body("open_count", equalTo(count));
    }
}
