package dev.vitrine.ui.actions;

import dev.vitrine.ui.actions.Shortcut.KeyScope;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.event.EventHandler;
import javafx.scene.input.KeyEvent;

/// What the keys of one scope of the [Shortcut] table do.
public final class KeyBindings {
    private final KeyScope scope;
    private final Executor moment;
    private final Map<Shortcut, Consumer<KeyEvent>> commands = new EnumMap<>(Shortcut.class);

    public KeyBindings(KeyScope scope) {
        this(scope, Runnable::run);
    }

    /// @param moment runs what keys mean, in the order of the keys: at once, or when what they mean is there
    public KeyBindings(KeyScope scope, Executor moment) {
        this.scope = scope;
        this.moment = moment;
    }

    public KeyBindings on(Shortcut shortcut, Runnable command) {
        return onKey(shortcut, _ -> command.run());
    }

    /// @param command tells by the event which of its keys was pressed
    public KeyBindings onKey(Shortcut shortcut, Consumer<KeyEvent> command) {
        return onEvent(shortcut, event -> {
            event.consume();
            moment.execute(() -> command.accept(event));
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
