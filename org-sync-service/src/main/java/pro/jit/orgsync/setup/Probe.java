package pro.jit.orgsync.setup;

import java.util.Optional;
import java.util.function.Supplier;
import pro.jit.orgsync.feishu.FeishuErrors;
import pro.jit.orgsync.feishu.FeishuRefused;
import pro.jit.orgsync.feishu.FeishuUnavailable;

/** What came of one question to Feishu. */
sealed interface Probe<T> {
    /** Feishu answered. */
    record Answered<T>(T value) implements Probe<T> {}

    /** Feishu said no. */
    record Refused<T>(FeishuRefused refusal) implements Probe<T> {}

    /** Nobody can say. */
    record Unanswered<T>() implements Probe<T> {}

    /** Was not asked, since another answer left nothing to ask. */
    record NotAsked<T>() implements Probe<T> {}

    static <T> Probe<T> of(Supplier<T> question) {
        try {
            return new Answered<>(question.get());
        } catch (FeishuRefused e) {
            return new Refused<>(e);
        } catch (FeishuUnavailable e) {
            return new Unanswered<>();
        }
    }

    /** The answer, if there is one. */
    default Optional<T> answer() {
        return this instanceof Answered<T> answered ? Optional.of(answered.value()) : Optional.empty();
    }

    /** Why Feishu said no, if it did. */
    default Optional<FeishuErrors> reason() {
        return this instanceof Refused<T> refused
                ? Optional.of(refused.refusal().reason())
                : Optional.empty();
    }

    default boolean refusedFor(FeishuErrors wanted) {
        return reason().filter(wanted::equals).isPresent();
    }
}
