package pro.jit.gateway.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.problem.Occurrence;
import pro.jit.gateway.problem.Outage;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.ProblemException;

/**
 * Passes the ends of sessions on from the sessions topic to readers over HTTP. Each reader has a consumer of its own, without a group, so that
 * its place is what it says it is.
 */
@ApplicationScoped
class RevocationFeed {
    private static final Logger LOG = Logger.getLogger(RevocationFeed.class);
    private static final Duration KAFKA_ANSWERS_WITHIN = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(250);

    /** The outbox may carry an event twice; so many sessions back a repetition is known. */
    private static final int REMEMBERED = 10_000;

    private final KafkaClients kafka;
    private final ObjectMapper json;
    private final RevocationFeedConfig config;
    private final Clock clock;
    private final AtomicInteger readers = new AtomicInteger();
    private volatile boolean stopped;

    RevocationFeed(KafkaClients kafka, ObjectMapper json, RevocationFeedConfig config, Clock clock) {
        this.kafka = kafka;
        this.json = json;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Who reads.
     *
     * @param cut closes the connection whatever is still to be written
     * @param tokenExpiry when the reader's right to read ends
     */
    record Reader(String clientId, SseEventSink sink, Sse sse, Runnable cut, Instant tokenExpiry) {}

    /** How many read here now. */
    int readers() {
        return readers.get();
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    /**
     * Says where the reader is, and goes on on a thread of its own.
     *
     * @param lastEventId where the reader was; null: from now on
     * @throws ProblemException for a place that is none, is gone from Kafka, one reader too many, or a Kafka that does not answer
     */
    void open(Reader reader, @Nullable String lastEventId) {
        if (readers.incrementAndGet() > config.readers()) {
            readers.decrementAndGet();
            throw new ProblemException(
                    Occurrence.of(Problem.TOO_MANY_REQUESTS, "This replica has all the readers it takes.")
                            .retryAfter(Duration.ofSeconds(5)));
        }
        var started = false;
        try {
            started = begin(reader, kafka.consumer(Optional.empty()), lastEventId);
        } catch (KafkaException e) {
            LOG.warnf("revocation feed not opened error=%s", e.getClass().getSimpleName());
            throw new ProblemException(Outage.of("The ends of sessions cannot be read just now."));
        } finally {
            if (!started) {
                readers.decrementAndGet();
            }
        }
    }

    /** False when the reader is gone already. The consumer is then closed, as when this fails. */
    private boolean begin(Reader reader, KafkaConsumer<String, String> consumer, @Nullable String lastEventId) {
        var started = false;
        try {
            var position = place(consumer, lastEventId);
            // Sent from here, so that the response has its head before another thread writes to it.
            heartbeat(reader, position);
            Thread.ofPlatform()
                    .name("revocation-feed-" + reader.clientId())
                    .daemon()
                    .start(() -> send(reader, consumer, position));
            started = true;
        } catch (ExecutionException | TimeoutException | IllegalStateException e) {
            reader.cut().run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!started) {
                consumer.close(CloseOptions.timeout(KAFKA_ANSWERS_WITHIN));
            }
        }
        return started;
    }

    /** Puts the consumer where the reader was. */
    private static FeedPosition place(KafkaConsumer<String, String> consumer, @Nullable String lastEventId) {
        var partitions = consumer.partitionsFor(KafkaClients.SESSIONS, KAFKA_ANSWERS_WITHIN).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .toList();
        var ends = consumer.endOffsets(partitions, KAFKA_ANSWERS_WITHIN);
        var position = lastEventId == null
                ? FeedPosition.of(partitions.stream()
                        .mapToLong(partition -> ends.getOrDefault(partition, 0L))
                        .toArray())
                : known(consumer, partitions, lastEventId);
        consumer.assign(partitions);
        for (var partition : partitions) {
            if (position.offset(partition.partition()) > ends.getOrDefault(partition, 0L)) {
                throw notOfThisFeed();
            }
            consumer.seek(partition, position.offset(partition.partition()));
        }
        return position;
    }

    private static FeedPosition known(
            KafkaConsumer<String, String> consumer, List<TopicPartition> partitions, String lastEventId) {
        var position = FeedPosition.parse(lastEventId)
                .filter(one -> one.partitions() <= partitions.size())
                .orElseThrow(RevocationFeed::notOfThisFeed)
                .of(partitions.size());
        var beginnings = consumer.beginningOffsets(partitions, KAFKA_ANSWERS_WITHIN);
        for (var partition : partitions) {
            if (position.offset(partition.partition()) < beginnings.getOrDefault(partition, 0L)) {
                throw new ProblemException(
                        Problem.CONFLICT,
                        "What came after this event is no longer kept. Look at /api/auth/sessions, then read on without Last-Event-ID.");
            }
        }
        return position;
    }

    private static ProblemException notOfThisFeed() {
        return ProblemException.invalid("Last-Event-ID", "is not one of this feed");
    }

    private void send(Reader reader, KafkaConsumer<String, String> consumer, FeedPosition position) {
        LOG.infof("revocation feed opened clientId=%s", reader.clientId());
        var why = "closed by the reader";
        try (consumer) {
            why = send(reader, position, consumer);
            reader.sink().close();
        } catch (TimeoutException e) {
            why = "too slow";
            reader.cut().run();
        } catch (ExecutionException | IllegalStateException e) {
            reader.cut().run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            why = e.getClass().getSimpleName();
            LOG.warn("revocation feed failed", e);
            reader.cut().run();
        } finally {
            readers.decrementAndGet();
            LOG.infof("revocation feed ended clientId=%s reason=%s", reader.clientId(), why);
        }
    }

    /** Until the reader, its token or this replica goes; answers which. */
    private String send(Reader reader, FeedPosition position, KafkaConsumer<String, String> consumer)
            throws InterruptedException, ExecutionException, TimeoutException {
        var sent = new LinkedHashSet<String>();
        var saidAt = clock.instant();
        while (!stopped && !reader.sink().isClosed() && clock.instant().isBefore(reader.tokenExpiry())) {
            for (var message : consumer.poll(POLL)) {
                position.read(message.partition(), message.offset());
                var ended = Ended.read(json, message.value());
                if (ended.isPresent() && isNew(sent, ended.get().sid())) {
                    write(
                            reader,
                            reader.sse()
                                    .newEventBuilder()
                                    .id(position.toString())
                                    .name("session.ended")
                                    .data(String.class, ended.get().data())
                                    .build());
                    saidAt = clock.instant();
                }
            }
            if (!saidAt.plus(config.heartbeat()).isAfter(clock.instant())) {
                heartbeat(reader, position);
                saidAt = clock.instant();
            }
        }
        if (reader.sink().isClosed()) {
            return "closed by the reader";
        }
        return stopped ? "replica stops" : "token expired";
    }

    private static boolean isNew(SequencedSet<String> sent, String sid) {
        if (!sent.add(sid)) {
            return false;
        }
        if (sent.size() > REMEMBERED) {
            sent.removeFirst();
        }
        return true;
    }

    /** Says that somebody is there, and how far the reader has read although nothing concerned it. */
    private void heartbeat(Reader reader, FeedPosition position)
            throws InterruptedException, ExecutionException, TimeoutException {
        write(
                reader,
                reader.sse()
                        .newEventBuilder()
                        .id(position.toString())
                        .comment("")
                        .build());
    }

    /** Waits until the connection has taken it: nothing piles up for a reader that does not read. */
    private void write(Reader reader, OutboundSseEvent event)
            throws InterruptedException, ExecutionException, TimeoutException {
        reader.sink()
                .send(event)
                .toCompletableFuture()
                .get(config.slowReaderAfter().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The end of a session, as the feed tells it. */
    private record Ended(String sid, String data) {
        /** Empty for other events and for what is not understood. */
        static Optional<Ended> read(ObjectMapper json, @Nullable String event) {
            if (event == null) {
                return Optional.empty();
            }
            try {
                var envelope = json.readTree(event);
                var data = envelope.path("data");
                var sid = data.path("sid").asText("");
                if (sid.isEmpty()
                        || !SessionEvents.ENDED.equals(envelope.path("type").asText())) {
                    return Optional.empty();
                }
                var told = new LinkedHashMap<String, @Nullable Object>();
                told.put("sid", sid);
                for (var field : List.of("member_id", "org_id", "app_id", "reason")) {
                    told.put(field, data.path(field).textValue());
                }
                told.put("ended_at", data.path("at").textValue());
                return Optional.of(new Ended(sid, json.writeValueAsString(told)));
            } catch (JsonProcessingException e) {
                return Optional.empty();
            }
        }
    }
}
