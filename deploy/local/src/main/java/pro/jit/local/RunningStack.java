package pro.jit.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** A stack that {@code stack.json} speaks of and whose launcher is alive. */
record RunningStack(JsonNode description, ProcessHandle handle) {
    static Optional<RunningStack> find(StackDirectory directory) {
        return directory.readDescription().flatMap(description -> ProcessHandle.of(
                        description.path("pids").path("launcher").asLong(-1))
                .filter(ProcessHandle::isAlive)
                .filter(RunningStack::isLauncher)
                .map(handle -> new RunningStack(description, handle)));
    }

    long launcher() {
        return handle.pid();
    }

    /** A process id may have been given to another program since; only one that runs a JVM can be ours. */
    private static boolean isLauncher(ProcessHandle handle) {
        return handle.info().command().map(command -> command.endsWith("java")).orElse(true);
    }
}
