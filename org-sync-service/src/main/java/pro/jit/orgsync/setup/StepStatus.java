package pro.jit.orgsync.setup;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a step stands. */
public enum StepStatus {
    /** Done, as far as can be seen. */
    OK("ok"),
    /** Works, but not as the guide has it. */
    WARNING("warning"),
    /** Not done, or done wrong. */
    FAILED("failed"),
    /** Cannot be seen from here, or not until another step is done. */
    NOT_CHECKABLE("not_checkable");

    private final String id;

    StepStatus(String id) {
        this.id = id;
    }

    @JsonValue
    public String id() {
        return id;
    }
}
