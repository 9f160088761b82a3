package dev.vitrine.cli;

import dev.vitrine.connection.Connection;
import dev.vitrine.connection.Connections;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Lists the libraries that can be chosen by name; a star marks the one that is used when none is chosen.
@Command(name = "connections")
final class ConnectionsCommand implements Callable<Integer> {
    private final Connections connections;
    private final Screen screen;

    ConnectionsCommand(Connections connections, Screen screen) {
        this.connections = connections;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        Connection used = connections.atStart();
        var all = new ArrayList<Connection>();
        all.add(connections.local());
        connections.ofEnvironment().ifPresent(all::add);
        all.addAll(connections.saved());
        for (Connection connection : all) {
            String mark = connection.equals(used) ? "*" : " ";
            screen.out().println(Screen.safe(Texts.of("connections.line", mark, connection.label(), connection.place())));
        }
        return ExitCode.DONE.number();
    }
}
