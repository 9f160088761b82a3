package dev.vitrine.ui.shell;

import java.util.EnumMap;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;

/// Runs what the keys of the [Shortcut] table stand for. While text is edited, keys that mean something in text are left to it.
final class ShellKeys {
    private final Map<Shortcut, Runnable> commands = new EnumMap<>(Shortcut.class);

    void on(Shortcut shortcut, Runnable command) {
        commands.put(shortcut, command);
    }

    void listenTo(Node root) {
        root.addEventHandler(KeyEvent.KEY_PRESSED, event -> Shortcut.of(event)
                .filter(shortcut -> commands.containsKey(shortcut) && works(shortcut, root.getScene()))
                .ifPresent(shortcut -> {
                    event.consume();
                    commands.get(shortcut).run();
                }));
    }

    private static boolean works(Shortcut shortcut, Scene scene) {
        return switch (shortcut.place()) {
            case WINDOW -> true;
            case GALLERY -> !(scene.getFocusOwner() instanceof TextInputControl);
        };
    }
}
