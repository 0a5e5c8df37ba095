package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pro.jit.sandbox.model.CompanySize;
import pro.jit.sandbox.model.GeneratedCompany;

class GenerateTest extends SandboxTest {
    private static final String GENERATE = "/sandbox/api/company/generate";

    @Test
    void replacesTheCompanyUntilTheReset() {
        var answer = post(GENERATE, new JsonObject().put("people", 300).put("seed", 5));

        assertThat(answer.json())
                .isEqualTo(new JsonObject()
                        .put("people", 300)
                        .put("departments", 15)
                        .put("seed", 5));
        assertThat(SANDBOX.company().people())
                .isEqualTo(GeneratedCompany.found(new CompanySize(300, 15, 5)).people());
        SANDBOX.reset();
        assertThat(SANDBOX.company().findPerson("lin-xiaoman")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "100001, 1", "1, 5001"})
    void saysWhichNumbersItTakes(int people, int departments) {
        var answer = post(GENERATE, new JsonObject().put("people", people).put("departments", departments));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getString("detail")).contains("from").contains("to");
    }

    @Test
    void servesEveryPageOfAGeneratedCompanyFromTheStart() {
        var size = new CompanySize(400, 20, 3);
        try (var sandbox = FeishuSandbox.start(SandboxConfig.anyPort().with(size))) {
            sandbox.reset();

            assertThat(sandbox.company().departments())
                    .isEqualTo(GeneratedCompany.found(size).departments());
            assertThat(sandbox.company().people()).hasSize(400);
        }
    }
}
