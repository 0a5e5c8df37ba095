package pro.jit.gateway.forward;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/** A body as it passes by: somebody is told of each piece, of the end just before the reader is, and of a reader that takes nothing. */
final class ObservedStream implements ReadStream<Buffer> {
    private final ReadStream<Buffer> body;
    private final Runnable onPiece;
    private final Runnable onEnd;
    private final Stall stall;

    ObservedStream(ReadStream<Buffer> body, Runnable onPiece, Runnable onEnd, Stall stall) {
        this.body = body;
        this.onPiece = onPiece;
        this.onEnd = onEnd;
        this.stall = stall;
    }

    /** When nobody but the {@code stall} wants to know. */
    ObservedStream(ReadStream<Buffer> body, Stall stall) {
        this(body, () -> {}, () -> {}, stall);
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        body.exceptionHandler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
        if (handler == null) {
            body.handler(null);
        } else {
            body.handler(piece -> {
                onPiece.run();
                handler.handle(piece);
            });
        }
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
        if (handler == null) {
            body.endHandler(null);
        } else {
            body.endHandler(end -> {
                onEnd.run();
                handler.handle(null);
            });
        }
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        stall.held();
        body.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        stall.released();
        body.resume();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        stall.released();
        body.fetch(amount);
        return this;
    }
}
