package pro.jit.permission.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.audit.Caller;
import pro.jit.permission.problem.Problem;
import pro.jit.permission.problem.ProblemException;

/**
 * Works a request once for each key of each caller, however often it is sent within a day, and whatever dies in between: what was done and what was
 * answered are one transaction. A request that failed left nothing behind and is worked again.
 */
@ApplicationScoped
public class IdempotentRequests {
    private final Jdbi jdbi;
    private final AnsweredRequestRepository repository;
    private final ObjectMapper json;
    private final Clock clock;

    IdempotentRequests(Jdbi jdbi, AnsweredRequestRepository repository, ObjectMapper json, Clock clock) {
        this.jdbi = jdbi;
        this.repository = repository;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Answers a request.
     *
     * @param header {@code Idempotency-Key}; null for a request that is simply worked
     * @param route method and address, with whatever of the query changes what is done
     * @param body as understood
     * @param work does what is asked for; its transactions become part of this one
     * @throws ProblemException {@code idempotency-key-reused} if the key came with another request, {@code idempotency-key-in-use} if the first is still
     *     being worked on
     */
    public Response once(
            Caller caller, @Nullable String header, String route, @Nullable Object body, Supplier<Answer> work) {
        if (header == null) {
            return work.get().response();
        }
        var key = IdempotencyKey.parse(header);
        var fingerprint = fingerprint(route, write(body));
        return jdbi.inTransaction(handle -> once(handle, caller, key, fingerprint, work))
                .response();
    }

    private Answer once(Handle handle, Caller caller, IdempotencyKey key, String fingerprint, Supplier<Answer> work) {
        // Nobody waits here: the caller would only learn later what is true already.
        if (!repository.tryLock(handle, caller, key)) {
            throw ProblemException.of(
                    Problem.IDEMPOTENCY_KEY_IN_USE, "The first request with this key is not finished; ask again soon.");
        }
        var known = repository.find(handle, caller, key, clock.instant());
        if (known.isPresent()) {
            if (!known.get().fingerprint().equals(fingerprint)) {
                throw ProblemException.of(
                        Problem.IDEMPOTENCY_KEY_REUSED, "Use a new key for what differs in address or body.");
            }
            return known.get().answer();
        }
        var done = work.get();
        var answer = new Answer(done.status(), done.location(), done.etag(), write(done.body()));
        repository.keep(handle, caller, key, fingerprint, answer, clock.instant());
        return answer;
    }

    private static String fingerprint(String route, String body) {
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            hash.update(route.getBytes(StandardCharsets.UTF_8));
            hash.update((byte) 0);
            return HexFormat.of().formatHex(hash.digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private String write(@Nullable Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer could not be written", e);
        }
    }
}
