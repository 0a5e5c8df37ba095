package pro.jit.gateway.console.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemberReachTest {
    @ParameterizedTest
    @CsvSource({
        "GET, /api/auth/applications/w/a",
        "HEAD, /api/auth/applications/w/a",
        "PATCH, /api/auth/applications/w/a/",
        "GET, /api/permission/applications/w/a/grants",
        "POST, /api/permission/applications/w/a/grants/batch",
        "DELETE, /api/permission/applications/w/a/roles/teacher"
    })
    void someCallsAreAboutOneApplication(String method, String path) {
        assertThat(MemberReach.of(method, path)).isEqualTo(new MemberReach.OfApplication("w", "a"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/auth/applications",
        "GET, /api/auth/sessions",
        "DELETE, /api/auth/sessions",
        "DELETE, /api/auth/sessions/0190a5c0-0000-7000-8000-000000000000",
        "GET, /api/auth/login-attempts/"
    })
    void someRoutesLookAtTheTokenThemselves(String method, String path) {
        assertThat(MemberReach.of(method, path)).isEqualTo(new MemberReach.OfTheTokens());
    }

    @Test
    void organizationsAreListedOrAskedForOneByOne() {
        assertThat(MemberReach.of("GET", "/api/org/organizations")).isEqualTo(new MemberReach.Organizations());
        assertThat(MemberReach.of("PATCH", "/api/org/organizations/o1"))
                .isEqualTo(new MemberReach.OfOrganization("o1"));
        assertThat(MemberReach.of("POST", "/api/org/organizations/o1/sync-runs"))
                .isEqualTo(new MemberReach.OfOrganization("o1"));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/auth/applications",
        "DELETE, /api/auth/applications/w/a",
        "GET, /api/auth/applications/w",
        "GET, /api/auth/applications/w/a/x",
        "GET, /api/auth/sessions/x",
        "GET, /api/auth/clients",
        "GET, /api/auth/signing-keys",
        "POST, /api/auth/signing-keys/rotate",
        "GET, /api/auth/revocations",
        "POST, /api/org/organizations",
        "GET, /api/org/login-configurations/w/a",
        "GET, /api/permission/directory",
        "POST, /api/permission/directory/rebuilds",
        "GET, /api/permission/applications/w/a",
        "GET, /api/permission/applications",
        "GET, /scim/v2/Users",
        "GET, /api",
        "GET, /api/",
        "GET, /",
        "GET, /x/../api/auth/sessions",
        "GET, /API/auth/sessions"
    })
    void nothingElseIsForMembers(String method, String path) {
        assertThat(MemberReach.of(method, path)).isEqualTo(new MemberReach.Nothing());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/permission/applications/w/a/../../other/b/grants",
                "/api/permission/applications/w/a/%2e%2e/grants",
                "/api/permission/applications/w/a%2fgrants/x",
                "/api/permission/applications/w/a;x=y/grants",
                "/api/permission/applications/w;/a/grants",
                "/api/permission//applications/w/a/grants",
                "/api/permission/applications/w/a/./grants",
                "/api/permission/applications/w/a\\grants/x",
                "/api/org/organizations/o1/..",
                "/api/org/organizations/o1/../o2",
                "/api/org/organizations/%6f1",
                "/api/org/organizations/o1/%00",
                "/api/org/organizations/o.1/setup",
                "/api/auth/sessions//"
            })
    void whatCouldBeReadAsAnotherPathIsNothing(String path) {
        assertThat(MemberReach.of("GET", path)).isEqualTo(new MemberReach.Nothing());
    }

    @Test
    void aPathOfThousandsOfSegmentsIsReadLikeAnyOther() {
        assertThat(MemberReach.of("GET", "/api/auth/applications" + "/a".repeat(7_000)))
                .isEqualTo(new MemberReach.Nothing());
    }
}
