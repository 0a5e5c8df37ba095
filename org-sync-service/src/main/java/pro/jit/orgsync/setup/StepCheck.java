package pro.jit.orgsync.setup;

/** Draws the conclusion about one step. */
interface StepCheck {
    SetupStep step();

    Finding check(Observed seen);
}
