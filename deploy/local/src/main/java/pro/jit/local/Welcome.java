package pro.jit.local;

import java.util.Optional;

/** What {@code up} prints when everything is ready: what to open, and with what. */
record Welcome(
        UpOptions options, StackDirectory directory, StackSecrets secrets, Optional<Demonstration.Address> address) {
    String text() {
        var text = new StringBuilder("\nReady.\n\n");
        if (options.feishu() instanceof Feishu.Sandbox) {
            line(text, "Feishu workspace", options.ports().origin("sandbox"), "choose a person, tap the tile");
        }
        address.ifPresent(seeded -> {
            line(text, "Login page", seeded.login(), "what a browser outside Feishu sees");
            line(text, "Sample application", seeded.home(), "says who it was told the visitor is");
        });
        line(text, "Gateway", options.ports().origin("gateway"), "everything a person opens");
        line(text, "Console", options.ports().origin("gateway") + "/console/", "set it up, see who may enter");
        address.flatMap(Demonstration.Address::organization)
                .ifPresent(organization ->
                        line(text, "Organization", organization, "its API; './jit token' gives a token"));
        text.append("\n  Console administrator   admin / ")
                .append(secrets.consoleAdminPassword())
                .append('\n');
        text.append("  All addresses, the operator client, process ids   ")
                .append(directory.description())
                .append('\n');
        text.append("  Logs   ./jit logs      Stop   Ctrl-C or ./jit down\n");
        return text.toString();
    }

    private static void line(StringBuilder text, String what, String where, String why) {
        text.append(String.format("  %-20s%s   (%s)%n", what, where, why));
    }
}
