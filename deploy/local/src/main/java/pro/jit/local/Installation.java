package pro.jit.local;

import java.nio.file.Files;
import java.nio.file.Path;

/** The built project: where the programs that the stack runs are. */
record Installation(Path root) {
    /** From the system property {@code jit.home}, which {@code ./jit} sets to its own folder. */
    static Installation fromSystemProperty() {
        var home = System.getProperty("jit.home");
        if (home == null) {
            throw new CommandFailure("Start this through ./jit, which says where the project is.");
        }
        return new Installation(Path.of(home));
    }

    Path service(String module) {
        return existing(root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar"));
    }

    Path sandbox() {
        return existing(root.resolve("deploy/feishu-sandbox/target/feishu-sandbox.jar"));
    }

    Path local() {
        return existing(root.resolve("deploy/local/target/jit-local.jar"));
    }

    private static Path existing(Path file) {
        if (!Files.exists(file)) {
            throw new CommandFailure(file + " is missing: the project is not built. './jit up' builds it.");
        }
        return file;
    }
}
