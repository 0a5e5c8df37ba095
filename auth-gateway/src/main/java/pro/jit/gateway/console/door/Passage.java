package pro.jit.gateway.console.door;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.problem.Occurrence;

/** How a call of the console's goes on. */
sealed interface Passage {
    /**
     * With this token.
     *
     * @param session of the console, with whose end it is cut
     * @param sid the session of an application it rests on, with whose end it is cut too; null where it rests on none alone
     */
    record Open(String token, UUID session, @Nullable String sid) implements Passage {
        @Override
        public String toString() {
            return "Open[hidden]";
        }
    }

    /** It is answered here, with this JSON. */
    record Answered(String json) implements Passage {}

    /** Not at all. */
    record Closed(Occurrence reason) implements Passage {}
}
