package pro.jit.local;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The program behind {@code ./jit}. Exit codes: 0 done, 1 failed, 2 not understood. */
public final class Main {
    private static final String HELP = """
            ./jit <command> [options]

              up              builds what is missing, starts everything, seeds a demonstration company
                --empty             no demonstration data
                --feishu WHICH      sandbox (default), real, or one origin that plays every Feishu host
                --no-limits         no request limits (for load and tests)
                --replicas N        so many processes of each service, behind one address
                --data DIR          where state lives (default ~/.jit); survives restarts
                --detach            returns when everything is ready
                --port-gateway N, --port-org-sync N, --port-permission N, --port-sandbox N,
                --port-sandbox-lark N (any free port unless given),
                --port-sample-app N, --port-postgres N, --port-kafka N
              down            stops it                         [--data DIR]
              status          says what is ready               [--data DIR]
              restart <process>  ends one process in order and starts it again, as a rolling update does; its names
                              are those in stack.json, e.g. permission_service_2  [--data DIR]
              logs [service]  the end of the logs              [--data DIR]
              token           a token of the operator client, for calling the APIs  [--data DIR]
              reset           deletes all state, after asking  [--data DIR] [--yes]
              test            runs all tests, installing what they need
              help            this
            """;

    private Main() {}

    /** Runs one command; {@code up} returns only when the stack has stopped. */
    public static void main(String[] arguments) throws InterruptedException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var rest = new ArrayList<>(List.of(arguments));
        var command = rest.isEmpty() ? "help" : rest.removeFirst();
        int exit;
        try {
            exit = run(command, rest, out);
        } catch (CommandFailure e) {
            out.println(e.getMessage());
            exit = 1;
        } catch (RuntimeException e) {
            // Whatever it was, nothing may be left running: the exit below stops what has started.
            e.printStackTrace(out);
            exit = 1;
        }
        System.exit(exit);
    }

    private static int run(String command, List<String> arguments, PrintStream out) throws InterruptedException {
        switch (command) {
            case "up" -> {
                boolean detached = arguments.remove("--detach");
                new UpCommand(out, detached).run(arguments);
                return 0;
            }
            case "down" -> new StackCommands(out).down(arguments);
            case "status" -> {
                return new StackCommands(out).status(arguments);
            }
            case "restart" -> new StackCommands(out).restart(arguments);
            case "logs" -> new StackCommands(out).logs(arguments);
            case "token" -> new StackCommands(out).token(arguments);
            case "reset" -> new StackCommands(out).reset(arguments);
            case "help", "--help", "-h" -> out.print(HELP);
            default -> {
                out.println("Unknown command '" + command + "'.");
                out.print(HELP);
                return 2;
            }
        }
        return 0;
    }
}
