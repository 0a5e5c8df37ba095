package pro.jit.gateway.console.door;

import pro.jit.gateway.problem.Occurrence;

/** How a call of the console's goes on. */
sealed interface Passage {
    /** With this token. */
    record Open(String token) implements Passage {
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
