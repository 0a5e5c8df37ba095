package pro.jit.sandbox;

import com.lark.oapi.Client;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import pro.jit.sandbox.model.FeishuApp;

/** Feishu's official SDK against the sandbox, with an app of its own in each test: the SDK keeps tokens by app id for the whole process. */
abstract class SdkTest extends SandboxTest {
    private static final AtomicInteger APPS_SO_FAR = new AtomicInteger();

    FeishuApp app = SANDBOX.app();
    Client client = clientOf(app);

    @BeforeEach
    void buildAnApp() {
        var number = APPS_SO_FAR.incrementAndGet();
        for (var built = 0; built < number; built++) {
            app = SANDBOX.apps().build("App for the SDK");
        }
        app = SANDBOX.apps().update(app.appId(), fresh -> fresh.withRedirectUrls(List.of(CALLBACK)));
        client = clientOf(app);
    }

    private static Client clientOf(FeishuApp app) {
        return Client.newBuilder(app.appId(), app.secret())
                .openBaseUrl(SANDBOX.origin())
                .requestTimeout(20, TimeUnit.SECONDS)
                .build();
    }

    /** A code for Lin Xiaoman in this test's app. */
    String ownCode() {
        return code(Map.of("client_id", app.appId()));
    }

    /** The same from the passport's page, the only one whose codes the first generation redeems. */
    String ownPassportCode() {
        var page = authorize(Map.of("client_id", app.appId()))
                .replace("/open-apis/authen/v1/authorize", "/suite/passport/oauth/authorize");
        return codeIn(SANDBOX.approve(page, "lin-xiaoman"));
    }
}
