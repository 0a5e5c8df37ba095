package pro.jit.permission.directory;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;

/** How far each partition has been applied, in the database, so that every replica knows it of all. */
@ApplicationScoped
class DirectoryPositions {
    private final Jdbi jdbi;
    private final DirectoryConfig config;

    DirectoryPositions(Jdbi jdbi, DirectoryConfig config) {
        this.jdbi = jdbi;
        this.config = config;
    }

    /** As {@link PartitionState} has them. */
    record Noted(long position, Instant asOf) {}

    /** Notes partitions of this replica. What is applied stays applied, so {@code as_of} never goes back. */
    void note(Collection<PartitionState> states) {
        if (states.isEmpty()) {
            return;
        }
        jdbi.useTransaction(handle -> {
            var batch = handle.prepareBatch("""
                    insert into directory_position as noted (consumer_group, topic, partition, position, as_of)
                    values (:group, :topic, :partition, :position, :asOf)
                    on conflict (consumer_group, topic, partition) do update
                       set position = excluded.position, as_of = greatest(noted.as_of, excluded.as_of)
                    """);
            for (var state : states) {
                batch.bind("group", config.consumerGroup())
                        .bind("topic", state.partition().topic())
                        .bind("partition", state.partition().partition())
                        .bind("position", state.position())
                        .bind("asOf", state.asOf().atOffset(ZoneOffset.UTC))
                        .add();
            }
            batch.execute();
        });
    }

    /** What all replicas have noted. */
    Map<TopicPartition, Noted> all() {
        var noted = new HashMap<TopicPartition, Noted>();
        jdbi.useHandle(handle -> handle.createQuery(
                        "select topic, partition, position, as_of from directory_position where consumer_group = :group")
                .bind("group", config.consumerGroup())
                .map((row, context) -> Map.entry(
                        new TopicPartition(row.getString("topic"), row.getInt("partition")),
                        new Noted(
                                row.getLong("position"),
                                row.getObject("as_of", OffsetDateTime.class).toInstant())))
                .forEach(entry -> noted.put(entry.getKey(), entry.getValue())));
        return noted;
    }
}
