package dev.vitrine.ui.connection;

import dev.vitrine.connection.ConnectionCheck.Ability;
import dev.vitrine.connection.ConnectionCheck.Tick;
import java.util.List;

/// One permission in the list of a test, before, while and after it is tried.
///
/// @param reason `""` unless it was refused: the exact error and what to do
record AbilityRow(Ability ability, State state, List<String> actions, String reason) {
    enum State { WAITING, TRYING, FINE, LESS, MISSING }

    static AbilityRow waiting(Ability ability) {
        return new AbilityRow(ability, State.WAITING, List.of(), "");
    }

    static AbilityRow of(Tick tick) {
        State state = switch (tick.outcome()) {
            case FINE -> State.FINE;
            case LESS -> State.LESS;
            case MISSING -> State.MISSING;
        };
        return new AbilityRow(tick.ability(), state, tick.actions(), tick.reason());
    }

    AbilityRow trying() {
        return new AbilityRow(ability, State.TRYING, actions, reason);
    }
}
