package dev.vitrine.catalog;

/// One entry of the change log: something happened to an image. What it is like now is read from the catalog.
///
/// @param sequence position in the log; only ever grows, also across processes and restarts
public record Change(long sequence, String imageId, Kind kind) {
    /// The order is stored as a number in the log: new kinds go to the end.
    public enum Kind { ADDED, CHANGED, TRASHED, RESTORED, DELETED }
}
