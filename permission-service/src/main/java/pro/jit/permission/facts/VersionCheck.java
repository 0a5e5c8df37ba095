package pro.jit.permission.facts;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.directory.OrganizationId;

/**
 * Asks the database which version an organization has now. Questions that come while one is being asked are asked together by the next, so that
 * a thousand decisions a second cost a few hundred statements, and each answer was read after its question.
 */
@ApplicationScoped
class VersionCheck {
    private static final int MOST = 10_000;

    private final Jdbi jdbi;
    private final LinkedBlockingQueue<Question> questions = new LinkedBlockingQueue<>();
    private volatile boolean stopping;
    private @Nullable Thread thread;

    VersionCheck(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    private record Question(OrganizationId organization, CompletableFuture<Long> answer) {}

    /**
     * The version as it is after this was called; 0 if the organization has none.
     *
     * @throws RuntimeException when the database cannot say
     */
    long current(OrganizationId organization) {
        try {
            return ask(organization).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** The same for who cannot wait: told on a thread of ours, or as a failure. */
    CompletableFuture<Long> ask(OrganizationId organization) {
        var question = new Question(organization, new CompletableFuture<>());
        questions.add(question);
        if (stopping) {
            answer(List.of(question));
        }
        return question.answer();
    }

    void start(@Observes StartupEvent started) {
        thread = Thread.ofPlatform().name("facts-versions").start(this::run);
    }

    void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
        stopping = true;
        if (thread != null) {
            thread.interrupt();
            thread.join();
        }
        answer(drained(List.of()));
    }

    private void run() {
        while (!stopping) {
            try {
                answer(drained(List.of(questions.take())));
            } catch (InterruptedException e) {
                stopping = true;
            }
        }
    }

    private List<Question> drained(List<Question> first) {
        var together = new ArrayList<>(first);
        questions.drainTo(together, MOST);
        return together;
    }

    private void answer(List<Question> together) {
        if (together.isEmpty()) {
            return;
        }
        try {
            var versions = jdbi.withHandle(handle -> ask(handle, together));
            together.forEach(
                    question -> question.answer().complete(versions.getOrDefault(question.organization(), 0L)));
        } catch (RuntimeException e) {
            together.forEach(question -> question.answer().completeExceptionally(e));
        }
    }

    private static Map<OrganizationId, Long> ask(Handle handle, List<Question> together) {
        return FactsTables.versions(
                handle,
                together.stream()
                        .map(question -> question.organization().value())
                        .distinct()
                        .toArray(UUID[]::new));
    }
}
