package pro.jit.sandbox.event;

import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import pro.jit.sandbox.token.RandomText;

/** The challenge that Feishu sends when a request URL is saved. It is encrypted with an Encrypt Key, and never signed. */
final class UrlVerification {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Poster poster;
    private final Wrapping wrapping;
    private final RandomText random;

    UrlVerification(Poster poster, Wrapping wrapping, RandomText random) {
        this.poster = poster;
        this.wrapping = wrapping;
        this.random = random;
    }

    /** Fails with what was wrong unless the request URL answers the challenge as it must. */
    Future<Void> verify(EventSubscription subscription) {
        var challenge = random.urlSafe(24);
        var plain = new JsonObject()
                .put("challenge", challenge)
                .put("token", subscription.verificationToken())
                .put("type", "url_verification")
                .encode();
        return poster.post(subscription.requestUrl(), wrapping.body(plain, subscription), Map.of(), PATIENCE)
                .recover(e -> refused("could not be asked: " + e.getMessage()))
                .compose(answer -> check(answer, challenge));
    }

    private static Future<Void> check(Poster.Answer answer, String challenge) {
        if (answer.status() != 200) {
            return refused("answered the challenge with HTTP " + answer.status());
        }
        try {
            return challenge.equals(new JsonObject(answer.body()).getValue("challenge"))
                    ? Future.succeededFuture()
                    : refused("answered without the challenge");
        } catch (DecodeException e) {
            return refused("did not answer the challenge with JSON");
        }
    }

    private static <T> Future<T> refused(String why) {
        return Future.failedFuture(new IllegalArgumentException("The request URL " + why));
    }
}
