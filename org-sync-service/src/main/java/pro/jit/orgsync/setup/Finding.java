package pro.jit.orgsync.setup;

import java.util.List;
import pro.jit.orgsync.problem.Sentence;

/**
 * What was found out about a step.
 *
 * @param evidence how we know, for an administrator
 * @param paste what to paste, whatever the status
 */
record Finding(StepStatus status, Sentence evidence, List<Paste> paste) {
    Finding {
        paste = List.copyOf(paste);
    }

    /** A value to paste, to the letter. */
    record Paste(Sentence label, String value) {}

    static Finding ok(String zh, String en) {
        return new Finding(StepStatus.OK, new Sentence(zh, en), List.of());
    }

    static Finding warning(String zh, String en) {
        return new Finding(StepStatus.WARNING, new Sentence(zh, en), List.of());
    }

    static Finding failed(String zh, String en) {
        return new Finding(StepStatus.FAILED, new Sentence(zh, en), List.of());
    }

    static Finding notCheckable(String zh, String en) {
        return new Finding(StepStatus.NOT_CHECKABLE, new Sentence(zh, en), List.of());
    }

    /** Another step hides this one: it is that step which is named, and not this. */
    static Finding hiddenBy(SetupStep other) {
        return notCheckable("完成 " + other + " 之后才能检查。", "Can be seen once " + other + " is done.");
    }

    Finding paste(List<Paste> values) {
        return new Finding(status, evidence, values);
    }
}
