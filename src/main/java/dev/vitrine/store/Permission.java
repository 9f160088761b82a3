package dev.vitrine.store;

import java.util.List;

/// Whether a library is allowed to do one of the things that it wants to do, as it was tried out.
///
/// @param actions what an IAM policy calls it
/// @param reason `""` when fine; otherwise the exact error and what to do
/// @param refused those of the actions that this account may not do
public record Permission(Ability ability, Outcome outcome, List<String> actions, String reason, List<String> refused) {
    /// What is tried, in this order.
    public enum Ability {
        REACH_BUCKET,
        STORE_BYTES,
        READ_BYTES,
        BRING_BACK,
        DELETE_BYTES,
        READ_ROWS,
        WRITE_ROWS,
        LIST_BY_USER,
        USE_TRASH,
        FOLLOW_CHANGES
    }

    /// FINE; LESS: it works, with less comfort; REFUSED: this account may not do it, and the library can be looked
    /// at without; MISSING: the library does not work without it.
    public enum Outcome {
        FINE,
        LESS,
        REFUSED,
        MISSING
    }

    public Permission {
        actions = List.copyOf(actions);
        refused = List.copyOf(refused);
    }

    /// All or nothing.
    public Permission(Ability ability, Outcome outcome, List<String> actions, String reason) {
        this(ability, outcome, actions, reason, outcome == Outcome.REFUSED ? actions : List.of());
    }
}
