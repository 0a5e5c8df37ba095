package pro.jit.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestServersTest {
    @Test
    void eachDatabaseIsItsOwn() throws Exception {
        var one = TestServers.newDatabase("shop");
        var other = TestServers.newDatabase("shop");

        try (var connection = DriverManager.getConnection(one.jdbcUrl(), one.username(), one.password());
                var statement = connection.createStatement()) {
            statement.execute("create table only_here (id int)");
        }

        assertThat(other.jdbcUrl()).isNotEqualTo(one.jdbcUrl());
        try (var connection = DriverManager.getConnection(other.jdbcUrl(), other.username(), other.password());
                var tables = connection.getMetaData().getTables(null, "public", "only_here", null)) {
            assertThat(tables.next()).isFalse();
        }
    }

    @Test
    void aDatabaseNameThatCouldBeSqlIsRefused(@TempDir Path directory) {
        try (var server = PostgresServer.start(directory.resolve("data"), 0)) {
            assertThatThrownBy(() -> server.database("x; drop table y")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void recordsOutliveARestartOfTheBroker(@TempDir Path directory) throws Exception {
        String bootstrapServers;
        try (var kafka = KafkaServer.start(directory, 0, 0)) {
            bootstrapServers = kafka.bootstrapServers();
            try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
                admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                        .all()
                        .get();
            }
            try (var producer = new KafkaProducer<>(
                    Map.<String, Object>of("bootstrap.servers", bootstrapServers),
                    new StringSerializer(),
                    new StringSerializer())) {
                producer.send(new ProducerRecord<>("kept", "key", "value")).get();
            }
        }
        int port = Integer.parseInt(bootstrapServers.substring(bootstrapServers.indexOf(':') + 1));

        try (var kafka = KafkaServer.start(directory, port, 0);
                var consumer = new KafkaConsumer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers", kafka.bootstrapServers(),
                                "group.id", "reader",
                                "auto.offset.reset", "earliest"),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            consumer.subscribe(List.of("kept"));
            assertThat(consumer.poll(Duration.ofSeconds(30))).singleElement().satisfies(read -> assertThat(read.value())
                    .isEqualTo("value"));
        }
    }
}
