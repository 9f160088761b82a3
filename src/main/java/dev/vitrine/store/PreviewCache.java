package dev.vitrine.store;

/// The previews of a library that belong to this machine alone: what is removed is made again from the originals when it is next shown.
///
/// A library that shares its previews with others has none of these, so nobody else's are ever removed. Safe for any thread.
public interface PreviewCache {
    long NO_LIMIT = Long.MAX_VALUE;

    /// Keeps the previews below this many bytes from now on, in the background: those not looked at for the longest go first.
    void setLimit(long mostBytes);

    /// Bytes taken now. Reads the folders, so it may block for a while.
    long size();

    /// Removes all previews. Blocks.
    ///
    /// @return the bytes freed
    long clear();
}
