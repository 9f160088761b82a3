package dev.vitrine.image;

/// Whether a file is all there, by its own account. One that is still being copied looks like one that was cut.
public enum FileEnd {
    WHOLE,
    /// It does not say how long it is, or goes on after its end: both may be as it should be.
    UNCERTAIN,
    /// It has more than there is.
    CUT_OFF;

    /// @param needed how long the file has to be at least
    public static FileEnd of(long size, long needed) {
        return size < needed ? CUT_OFF : WHOLE;
    }
}
