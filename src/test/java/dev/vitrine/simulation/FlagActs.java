package dev.vitrine.simulation;

import dev.vitrine.image.Flag;
import dev.vitrine.ui.actions.FlagKeys;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Somebody culls: keys that are quicker than the store, some of them taken back.
final class FlagActs {
    private static final int MOST_KEYS = 6;

    private final Actor actor;
    private final Deque<FlagKeys.PressedKey> pressed = new ArrayDeque<>();
    private Optional<FlagKeys> keyboard = Optional.empty();

    FlagActs(Actor actor) {
        this.actor = actor;
    }

    void act(Machine.Open open) {
        if (!keyboard.equals(Optional.of(open.keys()))) {
            pressed.clear(); // nothing can be taken back after a start
            keyboard = Optional.of(open.keys());
        }
        int keys = 1 + actor.random().nextInt(MOST_KEYS);
        for (int i = 0; i < keys && actor.machine().opened().equals(Optional.of(open)); i++) {
            key(open);
            Simulation.rest(actor.random().nextInt(actor.random().nextInt(3) == 0 ? 400 : 30));
        }
    }

    private void key(Machine.Open open) {
        if (!pressed.isEmpty() && actor.random().nextInt(4) == 0) {
            remember(open.keys().takeBack(pressed.pop()));
            return;
        }
        List<String> ids = Actor.ids(Actor.live(open));
        List<String> chosen = actor.random().nextInt(4) == 0
                ? actor.some(ids)
                : actor.any(ids).stream().toList();
        if (!chosen.isEmpty()) {
            pressed.push(remember(
                    open.keys().press(chosen, Flag.values()[actor.random().nextInt(3)])));
        }
    }

    private FlagKeys.PressedKey remember(FlagKeys.PressedKey key) {
        actor.report("presses " + key);
        actor.memory().keys.add(key);
        return key;
    }
}
