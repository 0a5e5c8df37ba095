package pro.jit.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The services work with any server that speaks Feishu's contract; nothing in them depends on the sandbox's habits. */
class ForeignFeishuIT {
    @Test
    void whoIsReadFromAnotherFeishuSignsInThere(@TempDir Path data) throws IOException, InterruptedException {
        try (var feishu = new ForeignFeishu();
                var stack = TestStack.up(data, "--empty", "--feishu", feishu.origin());
                var browser = Browser.launch()) {
            var guide = new Guide(stack);
            guide.createApplication();
            assertThat(guide.createOrganization(ForeignFeishu.APP_ID, "not-the-secret")
                            .status())
                    .isEqualTo(422);
            var created = guide.createOrganization(ForeignFeishu.APP_ID, ForeignFeishu.APP_SECRET)
                    .orFail("Creating the organization");
            var run = guide.finished(created.path("first_sync_run_id").asText());
            assertThat(run.path("status").asText()).as(run.toString()).startsWith("succeeded");
            assertThat(guide.members()).hasSize(ForeignFeishu.IN_THE_TEAM + 1);
            var member = guide.memberWithOpenId(ForeignFeishu.openId("team0"));
            assertThat(member.path("status").asText()).isEqualTo("active");
            guide.grantTo("department", guide.departmentId("The house"));
            TestStack.eventually("The decision's knowledge of the person", () -> guide.isGranted(member));
            var page = browser.feishuDesktop().newPage();

            page.navigate(guide.address() + "/login");

            assertThat(page).hasURL(guide.address() + "/");
            assertThat(page.locator("#name")).hasText("team0");
            assertThat(page.locator("#open-id")).hasText(ForeignFeishu.openId("team0"));
        }
    }
}
