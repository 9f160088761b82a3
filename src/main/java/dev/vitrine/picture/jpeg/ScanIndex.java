package dev.vitrine.picture.jpeg;

import java.util.List;

/// A scan that can be begun at any row of units.
///
/// @param tables as they are for it
/// @param rows where each begins
record ScanIndex(Scan scan, Tables tables, List<ScanPlace> rows) {}
