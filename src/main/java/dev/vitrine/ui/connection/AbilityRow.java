package dev.vitrine.ui.connection;

import dev.vitrine.store.Permission;
import dev.vitrine.store.Permission.Ability;
import java.util.List;

/// One permission in the list of a test, before, while and after it is tried.
///
/// @param reason `""` unless it was refused: the exact error and what to do
record AbilityRow(Ability ability, AbilityState state, List<String> actions, String reason) {
    enum AbilityState {
        WAITING,
        TRYING,
        FINE,
        LESS,
        REFUSED,
        MISSING
    }

    static AbilityRow waiting(Ability ability) {
        return new AbilityRow(ability, AbilityState.WAITING, List.of(), "");
    }

    static AbilityRow of(Permission permission) {
        AbilityState state = switch (permission.outcome()) {
            case FINE -> AbilityState.FINE;
            case LESS -> AbilityState.LESS;
            case REFUSED -> AbilityState.REFUSED;
            case MISSING -> AbilityState.MISSING;
        };
        return new AbilityRow(permission.ability(), state, permission.actions(), permission.reason());
    }

    AbilityRow trying() {
        return new AbilityRow(ability, AbilityState.TRYING, actions, reason);
    }
}
