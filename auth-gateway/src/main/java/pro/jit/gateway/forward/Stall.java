package pro.jit.gateway.forward;

import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Gives up on two sides when the one has had something for the other, which has taken nothing of it, for too long. A side that has nothing to
 * say may be silent. Lives on one event loop.
 */
final class Stall {
    private final Vertx vertx;
    private final Duration limit;
    private final Runnable giveUp;
    private long heldSince;
    private boolean held;
    private boolean looking;
    private boolean over;

    /** For one body, or for the two directions of a tunnel one each. */
    Stall(Vertx vertx, Duration limit, Runnable giveUp) {
        this.vertx = vertx;
        this.limit = limit;
        this.giveUp = giveUp;
    }

    /** The reader is to be given nothing more until it has taken what it has. */
    void held() {
        if (!held) {
            held = true;
            heldSince = System.nanoTime();
            look(limit);
        }
    }

    /** The reader has taken what it had. */
    void released() {
        held = false;
    }

    private void look(Duration after) {
        if (looking || over) {
            return;
        }
        looking = true;
        vertx.setTimer(Math.max(1, after.toMillis()), fired -> {
            looking = false;
            if (!held) {
                return;
            }
            var left = limit.minusNanos(System.nanoTime() - heldSince);
            if (left.isPositive()) {
                look(left);
            } else {
                over = true;
                giveUp.run();
            }
        });
    }
}
