package dev.vitrine.ui.shell;

import dev.vitrine.ui.actions.Shortcut;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;

/// Runs what the keys of the [Shortcut] table stand for. While text is edited, keys that mean something in text are left to it.
final class ShellKeys {
    private final Map<Shortcut, Runnable> commands = new EnumMap<>(Shortcut.class);

    private final BooleanSupplier covered;

    /// @param covered while something with keys of its own lies over the gallery
    ShellKeys(BooleanSupplier covered) {
        this.covered = covered;
    }

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

    private boolean works(Shortcut shortcut, Scene scene) {
        return switch (shortcut.place()) {
            case WINDOW -> true;
            case GALLERY -> !covered.getAsBoolean() && !(scene.getFocusOwner() instanceof TextInputControl);
        };
    }
}
