package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.lark.oapi.core.request.RequestOptions;
import com.lark.oapi.core.token.AccessTokenType;
import com.lark.oapi.service.auth.v3.model.InternalTenantAccessTokenReq;
import com.lark.oapi.service.auth.v3.model.InternalTenantAccessTokenReqBody;
import com.lark.oapi.service.authen.v1.model.CreateOidcAccessTokenReq;
import com.lark.oapi.service.authen.v1.model.CreateOidcAccessTokenReqBody;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Bodies for the untyped call are Gson's: the SDK looks into its argument by reflection, which a JDK class does not let it. */
class SdkTokenTest extends SdkTest {
    @Test
    void getsATenantToken() throws Exception {
        var answer = client.auth()
                .tenantAccessToken()
                .internal(InternalTenantAccessTokenReq.newBuilder()
                        .internalTenantAccessTokenReqBody(InternalTenantAccessTokenReqBody.newBuilder()
                                .appId(app.appId())
                                .appSecret(app.secret())
                                .build())
                        .build());

        assertThat(answer.success()).isTrue();
        assertThat(body(answer.getRawResponse().getBody()).getString("tenant_access_token"))
                .startsWith("t-");
    }

    @Test
    void learnsWhoSomebodyIsFromATokenOfTheSecondGeneration() throws Exception {
        var request = new com.google.gson.JsonObject();
        request.addProperty("grant_type", "authorization_code");
        request.addProperty("client_id", app.appId());
        request.addProperty("client_secret", app.secret());
        request.addProperty("code", ownCode());
        request.addProperty("redirect_uri", CALLBACK);
        var token = body(client.post(V2, request, AccessTokenType.None).getBody());

        var user = client.authen()
                .userInfo()
                .get(RequestOptions.newBuilder()
                        .userAccessToken(token.getString("access_token"))
                        .build())
                .getData();

        assertThat(token.getInteger("code")).isZero();
        assertThat(user.getOpenId())
                .isEqualTo(SANDBOX.company().person("lin-xiaoman").openId(app.appId()));
        assertThat(user.getTenantKey()).isEqualTo(SANDBOX.company().tenantKey());
        assertThat(user.getName()).isNotEmpty();
    }

    @Test
    void redeemsACodeForATokenOfTheFirstGeneration() throws Exception {
        var answer = client.authen()
                .oidcAccessToken()
                .create(CreateOidcAccessTokenReq.newBuilder()
                        .createOidcAccessTokenReqBody(CreateOidcAccessTokenReqBody.newBuilder()
                                .grantType("authorization_code")
                                .code(ownPassportCode())
                                .build())
                        .build());

        assertThat(answer.success()).as(answer.getMsg()).isTrue();
        assertThat(answer.getData().getAccessToken()).startsWith("u-");
        assertThat(answer.getData().getTokenType()).isEqualTo("Bearer");
        assertThat(answer.getData().getExpiresIn()).isPositive();
    }

    @Test
    void getsAJsapiTicket() throws Exception {
        var answer = body(
                client.post("/open-apis/jssdk/ticket/get", new com.google.gson.JsonObject(), AccessTokenType.Tenant)
                        .getBody());

        assertThat(answer.getJsonObject("data").getString("ticket")).startsWith("g1044");
    }

    private static JsonObject body(byte[] bytes) {
        return new JsonObject(new String(bytes, StandardCharsets.UTF_8));
    }
}
