package dev.vitrine.store;

import java.util.List;

/// Whether a library is allowed to do one of the things that it wants to do, as it was tried out.
///
/// @param actions what an IAM policy calls it
/// @param reason `""` when fine; otherwise the exact error and what to do
public record Permission(Ability ability, Outcome outcome, List<String> actions, String reason) {
    /// What is tried, in this order.
    public enum Ability {
        REACH_BUCKET,
        STORE_BYTES,
        READ_BYTES,
        DELETE_BYTES,
        READ_ROWS,
        WRITE_ROWS,
        LIST_BY_USER,
        USE_TRASH,
        FOLLOW_CHANGES
    }

    /// FINE; LESS: it works, with less comfort; MISSING: the library does not work without it.
    public enum Outcome {
        FINE,
        LESS,
        MISSING
    }

    public Permission {
        actions = List.copyOf(actions);
    }
}
