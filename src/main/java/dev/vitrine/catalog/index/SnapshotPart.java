package dev.vitrine.catalog.index;

/// A part of a snapshot, with a checksum of its own.
///
/// @param at where in the file it begins
record SnapshotPart(long at, long length, long checksum) {}
