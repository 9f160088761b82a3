/// What it takes to bring originals back from an archive: how long, and for how much.
///
/// A part of `service`. Prices stand in a table of their own with date and region: they change, and only those of AWS
/// are known.
@org.jspecify.annotations.NullMarked
package dev.vitrine.service.archive;
