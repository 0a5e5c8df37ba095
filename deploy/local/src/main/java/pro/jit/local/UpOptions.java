package pro.jit.local;

import java.nio.file.Path;
import java.util.List;
import java.util.ListIterator;

/**
 * The options of {@code up}; the commands that only need to find a stack read {@code --data} of them.
 *
 * @param feishu which Feishu the services talk to
 * @param empty no demonstration data
 * @param limits whether request limits are in force
 * @param replicas how many processes each service has
 * @param dataDirectory where state lives; survives restarts
 * @param ports where each part listens
 */
record UpOptions(Feishu feishu, boolean empty, boolean limits, int replicas, Path dataDirectory, Ports ports) {
    static final int HIGHEST_PORT = 65_535;
    private static final int MOST_REPLICAS = 5;

    static UpOptions parse(List<String> arguments) {
        Feishu feishu = new Feishu.Sandbox();
        boolean empty = false;
        boolean limits = true;
        int replicas = 1;
        var data = Path.of(System.getProperty("user.home"), ".jit");
        var ports = Ports.defaults();
        for (var remaining = arguments.listIterator(); remaining.hasNext(); ) {
            var option = remaining.next();
            switch (option) {
                case "--feishu" -> feishu = Feishu.parse(value(option, remaining));
                case "--empty" -> empty = true;
                case "--no-limits" -> limits = false;
                case "--replicas" -> replicas = number(option, value(option, remaining), MOST_REPLICAS);
                case "--data" ->
                    data = Path.of(value(option, remaining)).toAbsolutePath().normalize();
                default -> ports = withPort(ports, option, remaining);
            }
        }
        return new UpOptions(feishu, empty, limits, replicas, data, ports);
    }

    /** The same on these ports. */
    UpOptions on(Ports others) {
        return new UpOptions(feishu, empty, limits, replicas, dataDirectory, others);
    }

    private static Ports withPort(Ports ports, String option, ListIterator<String> remaining) {
        var name = option.startsWith("--port-") ? option.substring("--port-".length()) : "";
        if (!Ports.isName(name)) {
            throw new CommandFailure("Unknown option " + option + ". './jit help' lists them.");
        }
        return ports.with(name, number(option, value(option, remaining), HIGHEST_PORT));
    }

    private static int number(String option, String text, int most) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
            throw new CommandFailure(option + " takes a number between 1 and " + most + ", not '" + text + "'.");
        }
        return Integer.parseInt(text);
    }

    private static String value(String option, ListIterator<String> remaining) {
        if (!remaining.hasNext()) {
            throw new CommandFailure(option + " needs a value.");
        }
        return remaining.next();
    }
}
