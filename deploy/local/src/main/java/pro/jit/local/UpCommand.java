package pro.jit.local;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** {@code ./jit up}: runs a stack until Ctrl-C, TERM, or the death of whoever started it. */
final class UpCommand {
    private final PrintStream out;
    private final boolean detached;

    UpCommand(PrintStream out, boolean detached) {
        this.out = out;
        this.detached = detached;
    }

    void run(List<String> arguments) throws InterruptedException {
        var asked = UpOptions.parse(arguments);
        var directory = new StackDirectory(asked.dataDirectory());
        directory.create();
        RunningStack.find(directory).ifPresent(running -> {
            throw new CommandFailure("A stack is already running in " + directory.root() + " (launcher process "
                    + running.launcher() + "). Stop it with './jit down', or use another --data.");
        });
        var options = asked.on(asked.ports().free());
        out.println("Jit ↔ Feishu SSO, state in " + directory.root());
        var secrets = StackSecrets.of(directory);
        var stack = new Stack(options, directory, secrets, out);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            out.println("Stopping …");
                            stack.close();
                            out.println("Stopped.");
                            stopped.countDown();
                        },
                        "stop-stack"));
        if (!detached) {
            stopWithParent();
        }
        stack.start();
        var address = new Demonstration(options, stack.operatorToken(), out).seed();
        stack.describe();
        out.println(new Welcome(options, directory, secrets, address).text());
        out.flush();
        stopped.await();
    }

    /** Ends this program when its parent does; the shutdown hook does the rest. */
    private static void stopWithParent() {
        var parent = ProcessHandle.current().parent().filter(handle -> handle.pid() > 1);
        parent.ifPresent(handle -> Thread.ofVirtual().name("watch-parent").start(() -> {
            while (handle.isAlive()) {
                Stack.sleep(Duration.ofMillis(500));
            }
            System.exit(0);
        }));
    }
}
