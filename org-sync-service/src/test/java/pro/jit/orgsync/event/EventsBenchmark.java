package pro.jit.orgsync.event;

import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pro.jit.orgsync.event.Subscribers.Subscriber;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Sandbox;

/**
 * Prints how long it takes from a push to the member's event on Kafka while nothing else happens, and how soon pushes are acknowledged when 5 000
 * come at once. Everything (this service, PostgreSQL, Kafka, the sandbox, whoever pushes) shares the machine. No test: run by name,
 * {@code -Dit.test=EventsBenchmark}.
 */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class EventsBenchmark {
    private static final int WARM_UP = 200;
    private static final int PUSHES = 500;
    private static final int BURST = 5_000;
    private static final int AT_ONCE = 64;

    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    @Inject
    Subscribers subscribers;

    private final String kafka;
    private final HttpClient http = HttpClient.newHttpClient();

    EventsBenchmark(@ConfigProperty(name = "kafka.bootstrap.servers") String kafka) {
        this.kafka = kafka;
    }

    @AfterEach
    void nothingStays() {
        subscribers.end();
        http.close();
    }

    private static String event(Subscriber to, String eventId, String openId) {
        return """
                {"schema":"2.0","header":{"event_id":"%s","event_type":"contact.user.updated_v3","create_time":"1762000000000",\
                "token":"%s","app_id":"%s","tenant_key":"%s"},"event":{"object":{"open_id":"%s"},"old_object":{}}}""".formatted(eventId, Subscribers.TOKEN, to.app().appId(), "1a2b3c4d5e6f7a8b", openId);
    }

    private static HttpRequest push(Subscriber to, String event) {
        var body = Pushes.encrypted(event);
        var timestamp = String.valueOf(Instant.now().getEpochSecond());
        return HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/feishu/events/" + to.id()))
                .header("Content-Type", "application/json")
                .header("X-Lark-Request-Timestamp", timestamp)
                .header("X-Lark-Request-Nonce", "n")
                .header("X-Lark-Signature", PushCipher.signature(timestamp, "n", Subscribers.KEY, body))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    /** Nothing else happens: one change, one push, then the event on Kafka is awaited. */
    @Test
    void fromThePushToTheMembersEventOnKafka() throws Exception {
        var to = subscribers.create(sandbox.newApp());
        sandbox.unsubscribe(to.app());
        var openId = sandbox.openId(to.app(), "wang-wei");
        var millis = new ArrayList<Double>();
        try (var consumer = atTheEnd("jit.org.members")) {
            for (var i = 0; i < WARM_UP + PUSHES; i++) {
                sandbox.change("wang-wei", Map.of("job_title", "title " + i));
                var request = push(to, event(to, "bench-" + UUID.randomUUID(), openId));
                var began = System.nanoTime();
                http.send(request, BodyHandlers.discarding());
                awaitEvent(consumer, to, "title " + i);
                if (i >= WARM_UP) {
                    millis.add((System.nanoTime() - began) / 1e6);
                }
                Thread.sleep(20);
            }
        }
        print("push -> member event on Kafka", millis);
    }

    private KafkaConsumer<String, String> atTheEnd(String topic) {
        var settings = new HashMap<String, Object>();
        settings.put("bootstrap.servers", kafka);
        settings.put("fetch.max.wait.ms", "10");
        var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
        var partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return consumer;
    }

    private static void awaitEvent(KafkaConsumer<String, String> consumer, Subscriber to, String title) {
        var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < end) {
            for (var entry : consumer.poll(Duration.ofMillis(5))) {
                if (entry.key().startsWith(to.id()) && entry.value().contains("\"" + title + "\"")) {
                    return;
                }
            }
        }
        throw new IllegalStateException("No event of " + title);
    }

    /** 5 000 pushes about 1 000 people, 64 of them under way at any moment. */
    @Test
    void acknowledgementsOfABurst() throws Exception {
        var company = sandbox.newCompany("Benchmark");
        company.open("d", "Department", "0");
        IntStream.range(0, 1_000).forEach(number -> company.hire("p" + number, "Person " + number, "d"));
        var app = company.newApp();
        var to = subscribers.create(app);
        sandbox.unsubscribe(app);
        var people = List.copyOf(sandbox.truth(app).keySet());
        var tenant = company.tenantKey();
        var requests = IntStream.range(0, BURST)
                .mapToObj(number -> push(
                        to,
                        event(to, "burst-" + number, people.get(number % people.size()))
                                .replace("1a2b3c4d5e6f7a8b", tenant)))
                .toList();
        var statuses = new ConcurrentHashMap<Integer, AtomicInteger>();
        var began = System.nanoTime();
        var millis = sendAll(requests, statuses);
        var sent = (System.nanoTime() - began) / 1e9;
        await().atMost(Duration.ofMinutes(5)).until(() -> subscribers.waiting(to) == 0);
        var worked = (System.nanoTime() - began) / 1e9;

        print("acknowledgement within a burst of 5 000", millis);
        System.out.printf(
                Locale.ROOT,
                "answers %s, later than 3 s: %d; all answered after %.1f s, all worked after %.1f s; kept %d%n",
                statuses,
                millis.stream().filter(time -> time > 3_000).count(),
                sent,
                worked,
                subscribers.kept(to));
    }

    private List<Double> sendAll(List<HttpRequest> requests, Map<Integer, AtomicInteger> statuses) throws Exception {
        var slots = new Semaphore(AT_ONCE);
        var millis = new double[requests.size()];
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < requests.size(); i++) {
                var number = i;
                slots.acquire();
                callers.execute(() -> {
                    var began = System.nanoTime();
                    try {
                        var status = http.send(requests.get(number), BodyHandlers.discarding())
                                .statusCode();
                        statuses.computeIfAbsent(status, first -> new AtomicInteger())
                                .incrementAndGet();
                    } catch (IOException | InterruptedException e) {
                        statuses.computeIfAbsent(-1, first -> new AtomicInteger())
                                .incrementAndGet();
                    } finally {
                        millis[number] = (System.nanoTime() - began) / 1e6;
                        slots.release();
                    }
                });
            }
        }
        return Arrays.stream(millis).boxed().toList();
    }

    private static void print(String what, List<Double> millis) {
        var sorted = millis.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%s: n %d, p50 %.0f ms, p90 %.0f ms, p99 %.0f ms, most %.0f ms%n",
                what,
                sorted.size(),
                at(sorted, 0.5),
                at(sorted, 0.9),
                at(sorted, 0.99),
                sorted.getLast());
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(sorted.size() * share)));
    }
}
