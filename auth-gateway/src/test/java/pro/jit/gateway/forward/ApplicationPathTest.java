package pro.jit.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationPathTest {
    @Test
    void anApplicationsOwnAddressNeedsNoSlash() {
        assertThat(ApplicationPath.of("/whwy/app1")).contains(new ApplicationPath("whwy", "app1", ""));
        assertThat(ApplicationPath.of("/whwy/app1/")).contains(new ApplicationPath("whwy", "app1", ""));
        assertThat(ApplicationPath.of("/whwy/app1/a/b/")).contains(new ApplicationPath("whwy", "app1", "a/b/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "/",
                "/whwy",
                "/whwy/",
                "//whwy/app1",
                "/api/auth/applications",
                "/q/health/live",
                "/console/x",
                "/.well-known/jwks.json",
                "/%77hwy/app1/",
                "/a b/c",
                "/whwy/app.1/"
            })
    void otherPathsAreNoApplications(String path) {
        assertThat(ApplicationPath.of(path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/w/a/login",
                "/w/a/login/",
                "/w/a/login/feishu-code",
                "/w/a/login/refresh",
                "/w/a/logout",
                "/w/a/session",
                "/w/a/access-requests",
                "/w/a/console"
            })
    void theGatewayAnswersItsOwnRoutes(String path) {
        assertThat(ApplicationPath.of(path)).get().matches(ApplicationPath::isOurs);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/w/a", "/w/a/", "/w/a/loginx", "/w/a/sessions", "/w/a/session/x", "/w/a/x/login"})
    void theRestIsTheApplications(String path) {
        assertThat(ApplicationPath.of(path)).get().matches(application -> !application.isOurs());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/w/a/../b/",
                "/w/a/%2e%2E/b",
                "/w/a/.%2e/b",
                "/w/a/..%2fb",
                "/w/a/x/..",
                "/w/a/./b",
                "/w/a/..\\b",
                "/w/a/..%5Cb",
                "/w/a/..;x=1/b",
                "/w/a/..%3bx/b",
                "/w/a/%00"
            })
    void aPathThatASecondServerCouldReadOtherwiseIsAmbiguous(String path) {
        assertThat(ApplicationPath.isAmbiguous(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/w/a/", "/w/a/x.html", "/w/a/..x/...", "/w/a/a%2Fb", "/w/a/x;v=1", "/w/a//b", "/w/a/%E6%9D%8E"})
    void ordinaryPathsAreNot(String path) {
        assertThat(ApplicationPath.isAmbiguous(path)).isFalse();
    }
}
