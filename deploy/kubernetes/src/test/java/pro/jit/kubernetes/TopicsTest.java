package pro.jit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The KafkaTopics are what the services would make, and the users may do with them what the services do. */
class TopicsTest {
    private static final String DAYS_7 = millis(7);
    private static final String DAYS_8 = millis(8);
    private static final String DAYS_30 = millis(30);

    @ParameterizedTest
    @MethodSource("pro.jit.kubernetes.Overlays#production")
    void topicsAreAsTheServicesMakeThem(String overlay) {
        var topics = new TreeMap<String, String>();
        for (var topic : ofKind(overlay, "KafkaTopic")) {
            var config = topic.at("/spec/config");
            assertThat(topic.at("/spec/replicas").asInt()).isEqualTo(3);
            assertThat(config.path("min.insync.replicas").asInt()).isEqualTo(2);
            topics.put(
                    topic.name(),
                    topic.at("/spec/partitions").asInt() + " "
                            + config.path("cleanup.policy").asText() + " "
                            + config.path("retention.ms").asText("-"));
        }

        assertThat(topics)
                .isEqualTo(Map.of(
                        "jit.org.organizations", "6 compact -",
                        "jit.org.departments", "6 compact -",
                        "jit.org.members", "6 compact -",
                        "jit.permission.access", "6 delete " + DAYS_7,
                        "jit.auth.sessions", "6 delete " + DAYS_8,
                        "jit.org.organizations.dlq", "1 delete " + DAYS_30,
                        "jit.org.departments.dlq", "1 delete " + DAYS_30,
                        "jit.org.members.dlq", "1 delete " + DAYS_30,
                        "jit.permission.access.dlq", "1 delete " + DAYS_30));
    }

    @Test
    void theServicesMakeSixPartitions() throws IOException {
        assertThat(new ServiceSettings("org-sync-service").defaultOf("jit.outbox", "partitions"))
                .contains("6");
        assertThat(new ServiceSettings("permission-service").defaultOf("jit.permission.topic", "partitions"))
                .contains("6");
    }

    @ParameterizedTest
    @MethodSource("pro.jit.kubernetes.Overlays#production")
    void everybodyMayDoWhatTheyDoAndNothingElse(String overlay) {
        var may = new TreeSet<String>();
        for (var user : ofKind(overlay, "KafkaUser")) {
            for (var rule : user.at("/spec/authorization/acls")) {
                assertThat(rule.at("/resource/patternType").asText()).isEqualTo("literal");
                var operations = Labels.stream(rule.path("operations"))
                        .map(operation -> operation.asText())
                        .toList();
                may.add(user.name().replace("-kafka", "") + " "
                        + rule.at("/resource/name").asText() + " " + String.join(",", operations));
            }
        }

        assertThat(may)
                .containsExactlyInAnyOrder(
                        "auth-gateway jit.auth.sessions Create,Describe,Read,Write",
                        "auth-gateway jit.permission.access Create,Describe,Read",
                        "auth-gateway jit.org.organizations Describe,Read",
                        "auth-gateway jit.permission.access.dlq Describe,Write",
                        "auth-gateway auth-gateway Describe,Read",
                        "org-sync-service jit.org.organizations Create,Describe,DescribeConfigs,Write",
                        "org-sync-service jit.org.departments Create,Describe,DescribeConfigs,Write",
                        "org-sync-service jit.org.members Create,Describe,DescribeConfigs,Write",
                        "org-sync-service org-sync-service-outbox Describe,Write",
                        "permission-service jit.org.organizations Describe,Read",
                        "permission-service jit.org.departments Describe,Read",
                        "permission-service jit.org.members Describe,Read",
                        "permission-service jit.org.organizations.dlq Describe,Write",
                        "permission-service jit.org.departments.dlq Describe,Write",
                        "permission-service jit.org.members.dlq Describe,Write",
                        "permission-service jit.permission.access Create,Describe,Write",
                        "permission-service permission-service Describe,Read");
    }

    private static List<Document> ofKind(String overlay, String kind) {
        return Overlays.render(overlay).stream()
                .filter(document -> document.kind().equals(kind))
                .toList();
    }

    private static String millis(int days) {
        return String.valueOf(Duration.ofDays(days).toMillis());
    }
}
