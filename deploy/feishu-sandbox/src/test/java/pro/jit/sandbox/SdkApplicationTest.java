package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.lark.oapi.service.application.v6.model.CheckWhiteBlackListApplicationVisibilityReq;
import com.lark.oapi.service.application.v6.model.CheckWhiteBlackListApplicationVisibilityReqBody;
import com.lark.oapi.service.application.v6.model.ContactsRangeConfigurationApplicationReq;
import com.lark.oapi.service.application.v6.model.GetApplicationAppVersionReq;
import com.lark.oapi.service.application.v6.model.GetApplicationReq;
import org.junit.jupiter.api.Test;

class SdkApplicationTest extends SdkTest {
    @Test
    void followsTheAppToItsVersionOnline() throws Exception {
        SANDBOX.apps().update(app.appId(), app -> app.withHomePages("http://localhost:1/pc", null));

        var read = client.application()
                .v6()
                .application()
                .get(GetApplicationReq.newBuilder().appId("me").lang("zh_cn").build())
                .getData()
                .getApp();
        var version = client.application()
                .v6()
                .applicationAppVersion()
                .get(GetApplicationAppVersionReq.newBuilder()
                        .appId("me")
                        .versionId(read.getOnlineVersionId())
                        .lang("zh_cn")
                        .build())
                .getData()
                .getAppVersion();

        assertThat(read.getStatus()).isEqualTo(1);
        assertThat(read.getRedirectUrls()).containsExactly(CALLBACK);
        assertThat(read.getSecret()).isNull();
        assertThat(version.getStatus()).isEqualTo(1);
        assertThat(version.getAbility().getWebApp().getPcUrl()).isEqualTo("http://localhost:1/pc");
        assertThat(version.getAbility().getWebApp().getMobileUrl()).isNull();
        assertThat(version.getScopes()[0].getTokenTypes()).contains("tenant");
    }

    @Test
    void readsScopesRangeAndVisibility() throws Exception {
        var v6 = client.application().v6();
        var scopes = v6.scope().list().getData().getScopes();
        var range = v6.application()
                .contactsRangeConfiguration(ContactsRangeConfigurationApplicationReq.newBuilder()
                        .appId(app.appId())
                        .build())
                .getData();
        var person = SANDBOX.company().person("lin-xiaoman").openId(app.appId());
        var visibility = v6.applicationVisibility()
                .checkWhiteBlackList(CheckWhiteBlackListApplicationVisibilityReq.newBuilder()
                        .appId(app.appId())
                        .checkWhiteBlackListApplicationVisibilityReqBody(
                                CheckWhiteBlackListApplicationVisibilityReqBody.newBuilder()
                                        .userIds(new String[] {person})
                                        .build())
                        .build())
                .getData();

        assertThat(scopes[0].getGrantStatus()).isEqualTo(1);
        assertThat(scopes[0].getScopeType()).isEqualTo("tenant");
        assertThat(range.getContactsRange().getContactsScopeType()).isEqualTo("all");
        assertThat(visibility.getUserVisibilityList()[0].getInWhiteList()).isTrue();
    }
}
