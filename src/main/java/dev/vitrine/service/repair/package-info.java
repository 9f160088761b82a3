/// Finds out where the rows, bytes and previews of a library do not fit together, and mends what can be mended without
/// losing anything.
///
/// A part of `service`. Nothing is ever deleted here: bytes that no row speaks for move to `.vitrine/quarantine/`, rows
/// without bytes to the trash. Whatever was found is read again, consistently, right before and after each act, because
/// others go on working on the library meanwhile.
@NullMarked
package dev.vitrine.service.repair;

import org.jspecify.annotations.NullMarked;
