package dev.vitrine.store;

/// The previews of a library on this machine: what is removed is fetched, or made again from the originals, when it is
/// next shown.
///
/// Where previews are shared with others these are the copies kept nearby, so nobody else's are ever removed. Safe for
/// any thread.
public interface PreviewCache {
    long NO_LIMIT = Long.MAX_VALUE;

    /// Keeps the previews below this many bytes from now on, in the background: those not looked at for the longest
    /// go first.
    void setLimit(long maxBytes);

    /// Bytes taken now. Reads the folders, so it may block for a while.
    long size();

    /// Removes all previews. Blocks.
    ///
    /// @return the bytes freed
    long clear();
}
