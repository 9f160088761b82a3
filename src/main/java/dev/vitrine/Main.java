package dev.vitrine;

import dev.vitrine.connection.AppFolders;
import dev.vitrine.ui.shell.Desktop;
import dev.vitrine.ui.shell.NoDisplay;
import java.util.Properties;

/// Picks the front door: the window when there are no arguments.
///
/// Not a JavaFX application class itself, so that `java -jar` starts it with JavaFX on the class path too.
public final class Main {
    private Main() {
    }

    public static void main(String[] args) {
        Properties system = System.getProperties();
        try {
            Desktop.open(AppFolders.of(System.getenv(), system), System.getenv(), system);
        } catch (NoDisplay e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
