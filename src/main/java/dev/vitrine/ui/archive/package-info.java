/// The card that asks how to bring originals back from an archive.
///
/// A feature: it knows `support` and `controls`, and `shell` does what was decided.
@org.jspecify.annotations.NullMarked
package dev.vitrine.ui.archive;
