package dev.vitrine;

import dev.vitrine.cli.Commands;
import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.Connections;
import dev.vitrine.files.SystemText;
import dev.vitrine.ui.shell.Desktop;
import dev.vitrine.ui.shell.NoDisplay;
import dev.vitrine.world.World;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Picks the front door: the window when there are no arguments or they are all files and folders, as a file manager
/// passes them; else a command.
///
/// Not a JavaFX application class itself, so that `java -jar` starts it with JavaFX on the class path too.
public final class Main {
    private static final AppFolders FOLDERS = AppFolders.of(System.getenv(), System.getProperties());

    private Main() {}

    public static void main(String[] args) {
        if (args.length == 0) {
            openWindow(List.of());
            return;
        }
        if (Arrays.stream(args).anyMatch(SystemText.HERE::isLost)) {
            System.err.println("What was typed beyond ASCII arrived as other characters. " + SystemText.remedy());
            System.exit(2);
        }
        var connections = new Connections(FOLDERS, System.getenv());
        var commands = new Commands(connections, System.getenv());
        Optional<List<Path>> files = filesToOpen(commands.names(), args);
        if (files.isPresent()) {
            openWindow(files.get());
            return;
        }
        runBefore(commands);
        System.exit(commands.run(args));
    }

    /// For the packages, which train with one process what several commands must not wait for: `a b,c` are two.
    private static void runBefore(Commands commands) {
        for (String line : System.getProperty("vitrine.before", "").split(",")) {
            if (!line.isEmpty()) {
                commands.run(line.split(" "));
            }
        }
    }

    private static void openWindow(List<Path> files) {
        World.favorWindow();
        try {
            Desktop.open(FOLDERS, System.getenv(), System.getProperties(), files);
        } catch (NoDisplay e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /// What the window is to open; absent when the arguments are a command. A command wins over a file of that
    /// name: `./list` is the file.
    static Optional<List<Path>> filesToOpen(Set<String> commands, String... args) {
        if (commands.contains(args[0])) {
            return Optional.empty();
        }
        List<Path> files =
                Arrays.stream(args).flatMap(arg -> existing(arg).stream()).toList();
        return files.size() == args.length ? Optional.of(files) : Optional.empty();
    }

    private static Optional<Path> existing(String arg) {
        try {
            return arg.isEmpty() ? Optional.empty() : Optional.of(Path.of(arg)).filter(Files::exists);
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }
}
