package dev.vitrine.ui.actions;

import dev.vitrine.ui.actions.Shortcut.KeyScope;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.event.EventHandler;
import javafx.scene.input.KeyEvent;

/// What the keys of one scope of the [Shortcut] table do.
public final class KeyBindings {
    private final KeyScope scope;
    private final Map<Shortcut, Consumer<KeyEvent>> commands = new EnumMap<>(Shortcut.class);

    public KeyBindings(KeyScope scope) {
        this.scope = scope;
    }

    public KeyBindings on(Shortcut shortcut, Runnable command) {
        return onEvent(shortcut, event -> {
            event.consume();
            command.run();
        });
    }

    /// @param command consumes the event, unless the key means nothing at that moment
    public KeyBindings onEvent(Shortcut shortcut, Consumer<KeyEvent> command) {
        if (!shortcut.worksIn(scope)) {
            throw new IllegalArgumentException(shortcut + " has no key in " + scope);
        }
        commands.put(shortcut, command);
        return this;
    }

    /// Everything that can be done with images and has a key here.
    public KeyBindings onImages(ImageCommands images, Supplier<ImageTargets> targets) {
        for (ImageAction action : ImageAction.values()) {
            action.shortcut()
                    .filter(shortcut -> shortcut.worksIn(scope))
                    .ifPresent(shortcut -> on(shortcut, () -> images.run(action, targets.get())));
        }
        return this;
    }

    /// @throws IllegalStateException when a key of this scope does nothing: it would stand in the table in vain
    public EventHandler<KeyEvent> handler() {
        List<Shortcut> idle = Shortcut.in(scope)
                .filter(shortcut -> !commands.containsKey(shortcut))
                .toList();
        if (!idle.isEmpty()) {
            throw new IllegalStateException("keys of " + scope + " that do nothing: " + idle);
        }
        return event -> Shortcut.of(event, scope).map(commands::get).ifPresent(command -> command.accept(event));
    }
}
