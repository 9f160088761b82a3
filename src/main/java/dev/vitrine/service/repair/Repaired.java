package dev.vitrine.service.repair;

/// What was done about a finding.
///
/// @param reason why it was left as it is, in a sentence, or where it was moved; else `""`
public record Repaired(Finding finding, Act act, String reason) {
    public enum Act {
        /// Moved to `.vitrine/quarantine/`, under the same name.
        QUARANTINED,
        /// Taken out of the quarantine, because a row speaks for it.
        PUT_BACK,
        /// What was in the place of bytes is out of the way; the bytes are missing still.
        MOVED_ASIDE,
        TRASHED,
        REMADE,
        /// A row was made again for an original without one.
        ADOPTED,
        /// Parts of an upload that were invisible were removed.
        REMOVED,
        LEFT
    }

    /// True when somebody has to do something still.
    public boolean isOpen() {
        return act == Act.LEFT || act == Act.MOVED_ASIDE;
    }
}
