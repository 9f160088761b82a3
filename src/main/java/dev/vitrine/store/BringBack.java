package dev.vitrine.store;

import dev.vitrine.image.ImageException;

/// Asks for bytes out of an archive.
///
/// @param days how long the copy that can be read stays
public record BringBack(Tier tier, int days) {
    public static final int USUAL_DAYS = 7;
    public static final int MAX_DAYS = 365;

    /// How fast, and so for how much.
    public enum Tier {
        /// In minutes; not out of a deep archive.
        EXPEDITED,
        STANDARD,
        /// The slowest, for the least.
        BULK
    }

    public BringBack {
        if (days < 1 || days > MAX_DAYS) {
            throw new ImageException.Invalid(
                    "What is brought back stays for 1 to " + MAX_DAYS + " days, and " + days + " is neither.");
        }
    }
}
