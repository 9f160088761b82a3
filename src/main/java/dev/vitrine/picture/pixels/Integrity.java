package dev.vitrine.picture.pixels;

/// What decoding has found out about the data of a picture.
public enum Integrity {
    SOUND,
    /// Some are wrong or missing: something is shown all the same.
    DAMAGED,
    /// Not all of them were read, or reading does not tell.
    UNKNOWN
}
