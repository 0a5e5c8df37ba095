package pro.jit.orgsync.setup;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.problem.Sentence;

/**
 * The checklist of one organization.
 *
 * @param steps all sixteen, in the order of the guide
 * @param checkedAt when Feishu was asked
 */
record Setup(List<Item> steps, Instant checkedAt) {
    Setup {
        steps = List.copyOf(steps);
    }

    /**
     * One step.
     *
     * @param evidence how we know
     * @param paste what to paste there, to the letter; empty where nothing is
     * @param menuPath where to click
     * @param link the console page to begin at; null for a step that is done here
     */
    record Item(
            SetupStep step,
            Sentence title,
            StepStatus status,
            Sentence evidence,
            List<Finding.Paste> paste,
            Sentence menuPath,
            @Nullable String link) {
        Item {
            paste = List.copyOf(paste);
        }
    }
}
