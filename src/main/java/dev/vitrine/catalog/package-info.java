/// What the screen searches: rows in SQLite, answers from bitmaps.
///
/// Above `image` and `store`. SQLite keeps the rows and an append-only change log and is shared by processes; the
/// in-memory index follows that log and answers every filter, count and page. SQL is never asked a search question:
/// counting after a NOT took seconds at a million rows.
@NullMarked
package dev.vitrine.catalog;

import org.jspecify.annotations.NullMarked;
