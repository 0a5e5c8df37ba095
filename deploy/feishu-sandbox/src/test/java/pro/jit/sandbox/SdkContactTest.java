package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.lark.oapi.service.contact.v3.model.BatchUserReq;
import com.lark.oapi.service.contact.v3.model.ChildrenDepartmentReq;
import com.lark.oapi.service.contact.v3.model.Department;
import com.lark.oapi.service.contact.v3.model.FindByDepartmentUserReq;
import com.lark.oapi.service.contact.v3.model.GetUserReq;
import com.lark.oapi.service.contact.v3.model.ListScopeReq;
import com.lark.oapi.service.contact.v3.model.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pro.jit.sandbox.model.Scopes;

class SdkContactTest extends SdkTest {
    @Test
    void readsAllDepartmentsPageByPage() throws Exception {
        var seen = new ArrayList<Department>();
        var request = ChildrenDepartmentReq.newBuilder()
                .departmentId("0")
                .fetchChild(true)
                .pageSize(5)
                .build();
        var page = client.contact().department().children(request).getData();
        seen.addAll(List.of(page.getItems()));
        while (page.getHasMore()) {
            request.setPageToken(page.getPageToken());
            page = client.contact().department().children(request).getData();
            seen.addAll(List.of(page.getItems()));
        }

        assertThat(seen.stream().map(Department::getDepartmentId))
                .hasSize(13)
                .doesNotHaveDuplicates()
                .contains("platform");
        assertThat(seen).allSatisfy(department -> {
            assertThat(department.getOpenDepartmentId()).startsWith("od-");
            assertThat(department.getName()).isNotEmpty();
            assertThat(department.getParentDepartmentId()).isNotEmpty();
            assertThat(department.getStatus().getIsDeleted()).isFalse();
        });
    }

    @Test
    void readsThePeopleOfADepartmentPageByPage() throws Exception {
        var seen = new ArrayList<User>();
        var request = FindByDepartmentUserReq.newBuilder()
                .departmentIdType("department_id")
                .departmentId("platform")
                .pageSize(2)
                .build();
        var page = client.contact().user().findByDepartment(request).getData();
        seen.addAll(List.of(page.getItems()));
        while (page.getHasMore()) {
            request.setPageToken(page.getPageToken());
            page = client.contact().user().findByDepartment(request).getData();
            seen.addAll(List.of(page.getItems()));
        }

        assertThat(seen.stream().map(User::getUserId))
                .containsExactlyElementsOf(SANDBOX.company().peopleIn("platform").stream()
                        .map(person -> person.userId())
                        .toList());
    }

    @Test
    void readsOnePersonWithTheTypesThatTheSdkExpects() throws Exception {
        var person = SANDBOX.company().person("lin-xiaoman");
        var openId = person.openId(app.appId());

        var user = client.contact()
                .user()
                .get(GetUserReq.newBuilder().userId(openId).build())
                .getData()
                .getUser();

        assertThat(user.getOpenId()).isEqualTo(openId);
        assertThat(user.getUnionId()).isEqualTo(person.unionId());
        assertThat(user.getName()).isEqualTo(person.name());
        assertThat(user.getMobile()).isEqualTo(person.mobile());
        assertThat(user.getJoinTime()).isEqualTo((int) person.joinTime());
        assertThat(user.getStatus().getIsActivated()).isTrue();
        assertThat(user.getStatus().getIsResigned()).isFalse();
        assertThat(user.getDepartmentIds()).isNotEmpty();
        assertThat(user.getAvatar().getAvatar72()).startsWith("http");
    }

    @Test
    void readsSeveralPeopleByRepeatedIds() throws Exception {
        var ids = new String[] {openId("lin-xiaoman"), openId("wang-wei")};

        var users = client.contact()
                .user()
                .batch(BatchUserReq.newBuilder().userIds(ids).build())
                .getData()
                .getItems();

        assertThat(users).extracting(User::getOpenId).containsExactlyInAnyOrder(ids);
    }

    @Test
    void listsTheRange() throws Exception {
        var range = client.contact()
                .scope()
                .list(ListScopeReq.newBuilder().pageSize(100).build())
                .getData();

        assertThat(range.getDepartmentIds()).hasSize(6);
        assertThat(range.getUserIds()).hasSize(3);
        assertThat(range.getHasMore()).isFalse();
    }

    @Test
    void readsTheCompany() throws Exception {
        var company = client.tenant().tenant().query().getData().getTenant();

        assertThat(company.getName()).isEqualTo(SANDBOX.company().name());
        assertThat(company.getTenantKey()).isEqualTo(SANDBOX.company().tenantKey());
        assertThat(company.getTenantTag()).isZero();
    }

    @Test
    void understandsWhichScopeIsMissing() throws Exception {
        SANDBOX.apps().update(app.appId(), app -> app.withScopes(Set.of(Scopes.CONTACT_BASE), Set.of()));

        var refused = client.tenant().tenant().query();

        assertThat(refused.success()).isFalse();
        assertThat(refused.getCode()).isEqualTo(99991672);
        assertThat(refused.getError().getPermissionViolations()[0].getSubject()).isEqualTo(Scopes.TENANT);
        assertThat(refused.getRequestId()).isNotEmpty();
    }

    private String openId(String person) {
        return SANDBOX.company().person(person).openId(app.appId());
    }
}
