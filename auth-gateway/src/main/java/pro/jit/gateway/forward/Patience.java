package pro.jit.gateway.forward;

import io.vertx.core.Vertx;
import java.time.Duration;

/** Gives up on a server that has neither taken nor sent anything for too long. Lives on one event loop. */
final class Patience {
    private final Vertx vertx;
    private final long limitMillis;
    private final Runnable giveUp;
    private long lastSign = System.nanoTime();
    private long timer;
    private boolean over;

    private Patience(Vertx vertx, Duration limit, Runnable giveUp) {
        this.vertx = vertx;
        this.limitMillis = limit.toMillis();
        this.giveUp = giveUp;
    }

    /** Begins to wait. */
    static Patience of(Vertx vertx, Duration limit, Runnable giveUp) {
        var patience = new Patience(vertx, limit, giveUp);
        patience.look(patience.limitMillis);
        return patience;
    }

    /** A part of the request has gone through: the wait begins anew. */
    void signOfLife() {
        lastSign = System.nanoTime();
    }

    /** The wait is over, well or not. */
    void end() {
        over = true;
        vertx.cancelTimer(timer);
    }

    private void look(long inMillis) {
        timer = vertx.setTimer(Math.max(1, inMillis), fired -> {
            var left =
                    limitMillis - Duration.ofNanos(System.nanoTime() - lastSign).toMillis();
            if (over) {
                return;
            }
            if (left > 0) {
                look(left);
            } else {
                over = true;
                giveUp.run();
            }
        });
    }
}
