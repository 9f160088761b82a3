package dev.vitrine.picture.jpeg;

/// Where a scan stands between two of its rows, to go on from there later.
///
/// @param bit of the file
record ScanPlace(long bit, RestartIntervals state) {}
