package dev.vitrine.cli;

import dev.vitrine.connection.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Lists the libraries that can be chosen by name; a star marks the one that is used when none is chosen.
@Command(name = "connections")
final class ConnectionsCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private JsonAnswer json;

    ConnectionsCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Connection used = context.connections().atStart();
        List<Connection> all = context.connections().all();
        if (json.isWanted()) {
            JsonAnswer.print(
                    context.terminal(),
                    Map.of(
                            "connections",
                            all.stream()
                                    .map(connection -> fields(connection, connection.equals(used)))
                                    .toList()));
        } else {
            all.forEach(connection -> context.terminal()
                    .say(
                            "connections.line",
                            connection.equals(used) ? "*" : " ",
                            connection.label(),
                            connection
                                    .problem()
                                    .map(reason -> CommandTexts.of("connections.problem", reason))
                                    .orElseGet(connection::place)));
        }
        return ExitCode.DONE.number();
    }

    private static Map<String, Object> fields(Connection connection, boolean used) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", connection.label());
        fields.put("place", connection.place());
        fields.put("used", used);
        connection.problem().ifPresent(reason -> fields.put("problem", reason));
        return fields;
    }
}
