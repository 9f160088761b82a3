/// The catalog published into the bucket: compressed copies of all rows, from which a new mirror begins, and out of
/// which rows come back that a table has lost.
///
/// A part of `service`. Anybody with the right to the bucket may have written such a copy, so it is checked whole
/// before one row of it is believed, and never believed more than the table.
@NullMarked
package dev.vitrine.service.published;

import org.jspecify.annotations.NullMarked;
