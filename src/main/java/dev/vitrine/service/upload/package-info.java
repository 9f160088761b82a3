/// The durable upload queue: what was dropped arrives, once, whatever happens in between.
///
/// A part of `service`. Every file of a drop is an item in the queue's own SQLite journal before anything of it is
/// sent, with the image id it will get: after a quit, a crash or a power cut the same file goes on under the same id,
/// so nothing is sent twice and no leftover becomes a row. Only running items are in memory; lists and counts are read
/// from the journal in windows, so that a drop of 100,000 files costs no heap.
@NullMarked
package dev.vitrine.service.upload;

import org.jspecify.annotations.NullMarked;
