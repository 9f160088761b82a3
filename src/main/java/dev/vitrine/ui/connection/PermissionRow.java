package dev.vitrine.ui.connection;

import dev.vitrine.store.Permission;
import dev.vitrine.store.Permission.Ability;
import java.util.List;

/// One permission in the list of a test, before, while and after it is tried.
///
/// @param reason `""` unless it was refused: the exact error and what to do
record PermissionRow(Ability ability, AbilityState state, List<String> actions, String reason) {
    enum AbilityState {
        WAITING,
        TRYING,
        FINE,
        LESS,
        REFUSED,
        MISSING
    }

    static PermissionRow waiting(Ability ability) {
        return new PermissionRow(ability, AbilityState.WAITING, List.of(), "");
    }

    static PermissionRow of(Permission permission) {
        AbilityState state = switch (permission.outcome()) {
            case FINE -> AbilityState.FINE;
            case LESS -> AbilityState.LESS;
            case REFUSED -> AbilityState.REFUSED;
            case MISSING -> AbilityState.MISSING;
        };
        return new PermissionRow(permission.ability(), state, permission.actions(), permission.reason());
    }

    PermissionRow trying() {
        return new PermissionRow(ability, AbilityState.TRYING, actions, reason);
    }
}
