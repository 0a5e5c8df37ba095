package pro.jit.gateway.forward;

import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;
import pro.jit.gateway.problem.Outage;
import pro.jit.gateway.problem.Problems;

/** Asks something that may wait, without the event loop waiting: on a virtual thread, the request paused meanwhile. */
@Singleton
public class OffEventLoop {
    private final ExecutorService virtualThreads;

    private final Problems problems;

    OffEventLoop(@VirtualThreads ExecutorService virtualThreads, Problems problems) {
        this.virtualThreads = virtualThreads;
        this.problems = problems;
    }

    /**
     * Runs {@code then} on the event loop with what {@code question} answered; a failure of it becomes the request's, an outage by its name.
     */
    public <T> void ask(RoutingContext request, Supplier<T> question, Consumer<T> then) {
        request.request().pause();
        var promise = Promise.<T>promise();
        var context = Vertx.currentContext();
        virtualThreads.execute(() -> {
            try {
                promise.complete(question.get());
            } catch (RuntimeException e) {
                promise.fail(e);
            }
        });
        promise.future()
                .onComplete(answered -> context.runOnContext(ignored -> {
                    request.request().resume();
                    if (answered.succeeded()) {
                        then.accept(answered.result());
                    } else {
                        Outage.in(answered.cause())
                                .ifPresentOrElse(
                                        outage -> problems.send(outage, request), () -> request.fail(answered.cause()));
                    }
                }));
    }
}
