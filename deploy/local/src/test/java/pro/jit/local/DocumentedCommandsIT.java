package pro.jit.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import pro.jit.local.DocumentedCommands.Block;

/** The commands of the documents, run as they stand: those that call our APIs against a stack, the set-up guide's first. What is not run here says why. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DocumentedCommandsIT {
    private static final String GUIDE = "docs/how-to/connect-feishu.md";

    /** First lines of blocks that are not run here, and where they are, or why nowhere. */
    private static final Map<String, String> NOT_HERE = Map.ofEntries(
            Map.entry("./jit up", "every test of this module does it"),
            Map.entry("./jit up --empty", "every test of this module does it"),
            Map.entry("./jit up --empty --feishu real", "needs a real Feishu; UpOptionsTest reads the option"),
            Map.entry("./jit test", "it is what runs this"),
            Map.entry("./mvnw -q package -DskipTests -pl deploy/feishu-sandbox -am", "the build, and every stack"),
            Map.entry("./mvnw -DskipTests package", "the build; ServiceImageIT writes the images"),
            Map.entry(
                    "docker build -f deploy/images/Dockerfile --build-arg SERVICE=auth-gateway -t jit/auth-gateway:0.1.0 .",
                    "needs a container engine"),
            Map.entry("export JIT_CLIENT_SECRET='…'", "ApacheRecipeIT of auth-gateway does what they are for"),
            Map.entry(
                    "cd deploy/kubernetes/overlays/development",
                    "needs a cluster; the tests of deploy/kubernetes render every overlay"),
            Map.entry(
                    "kubectl kustomize overlays/production",
                    "needs a cluster; the tests of deploy/kubernetes render every overlay"),
            Map.entry("kubectl -n jit-sso get scheduledbackup,backup", "needs a cluster"),
            Map.entry("kubectl -n jit-sso delete hpa --all", "needs a cluster"));

    private TestStack stack;
    private Guide guide;
    private Path folder;
    private int run;

    @BeforeAll
    void start(@TempDir Path data, @TempDir Path workplace) throws IOException, InterruptedException {
        folder = workplace;
        stack = TestStack.up(data, "--empty", "--no-limits");
        guide = new Guide(stack);
        guide.setUpFeishuApp();
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @Test
    @Order(1)
    void whatIsNotRunSaysWhy() throws IOException {
        var blocks = DocumentedCommands.all();
        assertThat(blocks).hasSizeGreaterThan(30);
        assertThat(blocks.stream()
                        .filter(block -> !block.callsUs())
                        .map(Block::firstLine)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(NOT_HERE.keySet());
    }

    @Test
    @Order(2)
    void theSetUpGuideWorks() throws Exception {
        for (var block : calling(GUIDE)) {
            run(block);
            if (block.script().contains("feishu_app_secret")) {
                guide.finished(guide.runs().getFirst().path("run_id").asText());
            }
        }

        TestStack.eventually("The grant to everybody", () -> guide.isGranted(guide.member("gao-jie")));
    }

    @Test
    @Order(3)
    void itsCommandsAreTheSameInChinese() throws IOException {
        assertThat(withoutTitles(calling(GUIDE.replace(".md", ".zh.md")))).isEqualTo(withoutTitles(calling(GUIDE)));
    }

    @Test
    @Order(4)
    void allOthersWork() throws Exception {
        for (var block : DocumentedCommands.all()) {
            if (block.callsUs() && !block.page().startsWith(GUIDE.replace(".md", "."))) {
                // Two pages begin a synchronization, and one goes on at a time.
                TestStack.eventually("The end of all runs", () -> guide.runs().stream()
                        .noneMatch(known -> known.path("status").asText().equals("running")));
                run(block);
            }
        }
        assertThat(run).isGreaterThan(20);
    }

    private static List<Block> calling(String page) throws IOException {
        return DocumentedCommands.all().stream()
                .filter(block -> block.page().equals(page) && block.callsUs())
                .toList();
    }

    private static List<String> withoutTitles(List<Block> blocks) {
        return blocks.stream()
                .map(block -> block.script().replaceAll("\"title\": \"[^\"]*\"", ""))
                .toList();
    }

    private void run(Block block) throws Exception {
        run++;
        var endless = block.script().contains("curl -N");
        var script = folder.resolve("script.sh");
        Files.writeString(script, """
                set -eu
                curl() { command curl --fail-with-body --silent --show-error --max-time %d "$@"; }
                %s
                %s
                """.formatted(endless ? 3 : 30, variables(), filledIn(block.script())));
        var output = folder.resolve("output");
        var process = new ProcessBuilder("bash", script.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();

        // 28: curl's own end of what has none.
        assertThat(process.exitValue())
                .as("%s%n%s%n%s", block.page(), block.script(), Files.readString(output, StandardCharsets.UTF_8))
                .isEqualTo(endless ? 28 : 0);
    }

    /** What a page says the reader has. */
    private String variables() {
        var lines = new ArrayList<String>();
        var token = token();
        lines.add("token='" + token + "' TOKEN='" + token + "'");
        if (!guide.listOrganizations().isEmpty()) {
            lines.add("ORGANIZATION=" + guide.organizationId());
            lines.add("organization=" + stack.origin("gateway") + "/api/org/organizations/" + guide.organizationId());
            lines.add("APP=" + stack.origin("gateway") + "/api/permission/applications" + guide.path());
        }
        return String.join("\n", lines);
    }

    private String token() {
        var operator = stack.description().path("operator");
        return new LocalHttp()
                .token(
                        stack.origin("gateway"),
                        operator.path("client_id").asText(),
                        operator.path("client_secret").asText());
    }

    /** What a page leaves to the reader. */
    private String filledIn(String script) throws Exception {
        var app = guide.feishuApp();
        var text = script.replaceAll("https://(sso\\.example\\.com|host)", stack.origin("gateway"))
                .replace("http://localhost:8080/api", stack.origin("gateway") + "/api")
                .replace("http://localhost:8081", stack.origin("org_sync"))
                .replace("http://localhost:8082", stack.origin("permission"))
                .replace("http://localhost:8090", stack.origin("sandbox"))
                .replace("$(./jit token)", token())
                .replace("cli_…", app.path("app_id").asText())
                .replace(
                        "\"feishu_app_secret\": \"…\"",
                        "\"feishu_app_secret\": \"" + app.path("app_secret").asText() + "\"")
                .replace("\"encrypt_key\": \"…\"", "\"encrypt_key\": \"an-encrypt-key-of-the-tests\"")
                .replace("\"verification_token\": \"…\"", "\"verification_token\": \"a-verification-token\"")
                .replace("0193…", "01935000-0000-7000-8000-000000000000")
                // Two pages make a client of the same name.
                .replaceAll("\"client_id\": \"([a-z-]+)\"", "\"client_id\": \"$1-" + run + "\"");
        if (text.contains("\"crv\": \"P-256\"")) {
            text = withKey(text);
        }
        return guide.listOrganizations().isEmpty() ? text : withIds(text);
    }

    private String withIds(String text) {
        var department = guide.departmentId("运营中心");
        var grant = text.contains("{grant_id}")
                ? guide.grants().getFirst().path("grant_id").asText()
                : "";
        return text.replace("\"organization_id\": \"…\"", "\"organization_id\": \"" + guide.organizationId() + "\"")
                .replace("ORGANIZATION_ID", guide.organizationId())
                .replace("<organization_id>", guide.organizationId())
                .replace("MEMBER_ID", guide.member("gao-jie").path("member_id").asText())
                .replace(
                        "{member_id}", guide.member("gao-jie").path("member_id").asText())
                .replace("{grant_id}", grant)
                .replace(
                        "\"type\": \"department\", \"id\": \"…\"",
                        "\"type\": \"department\", \"id\": \"" + department + "\"")
                .replace("\"department_id\": \"…\"", "\"department_id\": \"" + department + "\"");
    }

    private static String withKey(String text) throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var point = ((ECPublicKey) generator.generateKeyPair().getPublic()).getW();
        return text.replace(
                        "\"x\": \"…\"",
                        "\"x\": \"" + coordinate(point.getAffineX().toByteArray()) + "\"")
                .replace(
                        "\"y\": \"…\"",
                        "\"y\": \"" + coordinate(point.getAffineY().toByteArray()) + "\"");
    }

    /** 32 bytes, without the sign. */
    private static String coordinate(byte[] number) {
        var bytes = new byte[32];
        var length = Math.min(number.length, bytes.length);
        System.arraycopy(number, number.length - length, bytes, bytes.length - length, length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
