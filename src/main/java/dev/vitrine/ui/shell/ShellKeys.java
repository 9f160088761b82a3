package dev.vitrine.ui.shell;

import dev.vitrine.ui.actions.KeyBindings;
import dev.vitrine.ui.actions.Shortcut;
import dev.vitrine.ui.actions.Shortcut.KeyScope;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;

/// The keys of the window and of what is selected in it. While text is edited, keys that mean something in text are
/// left to it.
final class ShellKeys {
    private final KeyBindings onImages;
    private final KeyBindings inWindow = new KeyBindings(KeyScope.WINDOW);

    /// @param whenFound runs what is done with images when those are shown that were asked for last
    ShellKeys(Executor whenFound) {
        onImages = new KeyBindings(KeyScope.IMAGES, whenFound);
    }

    KeyBindings onImages() {
        return onImages;
    }

    KeyBindings inWindow() {
        return inWindow;
    }

    private static boolean deletes(KeyEvent event) {
        return Shortcut.of(event, KeyScope.IMAGES)
                .filter(key -> key == Shortcut.TRASH || key == Shortcut.DELETE_PERMANENTLY)
                .isPresent();
    }

    /// @param covered while something with keys of its own lies over the page
    /// @param atImages while the focus is where one looks at images: only there a key deletes them
    void listenTo(Node root, BooleanSupplier covered, BooleanSupplier atImages) {
        EventHandler<KeyEvent> images = onImages.handler();
        EventHandler<KeyEvent> window = inWindow.handler();
        root.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (!covered.getAsBoolean()
                    && !(root.getScene().getFocusOwner() instanceof TextInputControl)
                    && (atImages.getAsBoolean() || !deletes(event))) {
                images.handle(event);
            }
            if (!event.isConsumed()) {
                window.handle(event);
            }
        });
    }
}
